// An address as a QR code, drawn without markup.
import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** An element that shows the code of `address`, its quiet zone included. */
export function link(address) {
  const { data, size } = encode(address, { border: 4, ecc: 'M' });
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', address);
  svg.setAttribute('class', 'code');
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', data.flatMap((row, y) => row.map((is, x) => (is ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
  svg.append(dark);
  return svg;
}
