// Draws the PNG icons from web/static/icon.svg; run by hand when that changes.
//   node scripts/icons.js
import { readFileSync } from 'node:fs';
import { launch } from '../tests/browser/harness.js';

const folder = 'web/static';
const picture = `data:image/svg+xml;base64,${readFileSync(`${folder}/icon.svg`, 'base64')}`;
const browser = await launch();
for (const size of [180, 192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0"><img src="${picture}" style="display:block;width:100vw">`);
  await page.screenshot({ path: `${folder}/icon-${size}.png` });
  await page.close();
}
await browser.close();
