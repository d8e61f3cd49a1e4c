// A Vite plugin: puts the list of policies that build.rs writes into pages that need neither JavaScript nor WebAssembly.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = [
  { file: 'policies.html', other: 'policies.en.html', lang: 'zh-CN', title: '起步 · 政策清单', back: '创业扶持计算器' },
  { file: 'policies.en.html', other: 'policies.html', lang: 'en', title: 'Qibu · List of policies', back: 'Start-up support calculator' },
];

export function policyPages(folder) {
  return {
    name: 'qibu-policy-pages',
    enforce: 'post',
    generateBundle(_, bundle) {
      const stylesheets = Object.keys(bundle).filter((name) => name.endsWith('.css'));
      for (const page of PAGES) {
        const list = join(folder, `policies.${page.lang}.html`);
        if (!existsSync(list)) this.error(`${list} is not there: make clean build writes it`);
        this.emitFile({ type: 'asset', fileName: page.file, source: render(page, readFileSync(list, 'utf8'), stylesheets) });
      }
    },
  };
}

function render({ other, lang, title, back }, list, stylesheets) {
  const { lang: otherLang, title: otherTitle } = PAGES.find((page) => page.file === other);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="./icon.svg" type="image/svg+xml">
<link rel="alternate" hreflang="${otherLang}" href="./${other}">
${stylesheets.map((name) => `<link rel="stylesheet" href="./${name}">`).join('\n')}
</head>
<body class="policies">
<nav><a href="./index.html">${back}</a> · <a href="./${other}" lang="${otherLang}">${otherTitle}</a></nav>
<main>
<h1>${title}</h1>
${list}
</main>
</body>
</html>
`;
}
