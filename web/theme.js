// A colour of others as the accent of this page: moved until text in it reads on every paper, light and dark.

/** The least contrast of text, by WCAG. */
const ENOUGH = 4.5;

/** Red, green and blue from 0 to 255 of `#rgb`, `#rrggbb` or `rgb(r, g, b)`; null for anything else. */
export function parse(color) {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (hex) return [0, 1, 2].map((i) => parseInt(hex.length === 3 ? hex[i].repeat(2) : hex.slice(2 * i, 2 * i + 2), 16));
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color.trim());
  return parts && parts.slice(1).map(Number);
}

/** Relative luminance by WCAG, from 0 to 1. */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 10.314_75 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast by WCAG, from 1 to 21. */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

const mix = (a, b, share) => a.map((part, i) => Math.round(part * share + b[i] * (1 - share)));

/**
 * What becomes of a colour on papers: `accent` as near to it as reads on each of them, `soft`, a paper in its tone
 * on which the accent reads too, and `onAccent`, black or white, whichever reads better.
 */
export function palette(color, papers) {
  const away = luminance(papers[0]) > 0.18 ? BLACK : WHITE;
  for (let step = 0; ; step++) {
    // The way to black or white keeps the hue, and ends where there is most contrast.
    const accent = mix(away, color, step / 100);
    const soft = mix(color, papers[0], 0.1);
    if (step === 100 || [...papers, soft].every((paper) => contrast(accent, paper) >= ENOUGH)) {
      const onAccent = contrast(accent, BLACK) > contrast(accent, WHITE) ? BLACK : WHITE;
      return { accent, soft, onAccent, isAdjusted: step > 0 };
    }
  }
}

/** Takes over a colour of the page around or of a station as the accent, as far as text stays readable. */
export function dress(theme) {
  const { style } = document.documentElement;
  const names = ['--accent', '--accent-soft', '--on-accent'];
  for (const name of names) style.removeProperty(name);
  if (!theme) return;
  const color = parse(theme) ?? parse(resolved(theme));
  if (!color) return console.warn(`qibu: the colour “${theme}” is no colour, so it is ignored`);
  const look = getComputedStyle(document.documentElement);
  const papers = ['--paper', '--paper-raised'].map((name) => parse(look.getPropertyValue(name)));
  const { accent, soft, onAccent, isAdjusted } = palette(color, papers);
  [accent, soft, onAccent].forEach((rgb, i) => style.setProperty(names[i], `rgb(${rgb.join(', ')})`));
  if (isAdjusted) {
    console.info(`qibu: the colour ${theme} would not reach a contrast of ${ENOUGH} here; rgb(${accent.join(', ')}) is used instead`);
  }
}

/** A colour in words as the browser understands it; empty where it does not. */
function resolved(theme) {
  const probe = document.createElement('span');
  probe.style.color = theme;
  if (!probe.style.color) return '';
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
