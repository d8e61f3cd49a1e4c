import { launch, open, serveDist } from './harness.js';
const browser = await launch(); const server = await serveDist();
const v = await open(browser, server.url);
v.page.on('pageerror', e => console.log(e.stack)); v.page.on('console', m => console.log('C', m.text()));
await v.page.waitForTimeout(2500);
console.log(await v.page.evaluate(() => [document.documentElement.dataset.start, document.querySelector('#app').innerText.slice(0,300), document.querySelector('#app').children.length]));
console.log(v.errors, v.foreign);
await v.page.screenshot({path:'/tmp/sp/home.png'});
await browser.close(); await server.stop(); process.exit();
