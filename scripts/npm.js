// Puts the npm package together in pkg/npm: the engine from pkg/api, the ways in and types from api/, the catalogue.
//   node scripts/npm.js CATALOGUE.json
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const out = 'pkg/npm';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

for (const name of ['calls.js', 'node.js', 'browser.js', 'README.md']) copyFileSync(`api/npm/${name}`, `${out}/${name}`);
for (const name of ['engine.js', 'engine_bg.wasm']) copyFileSync(`pkg/api/${name}`, `${out}/${name}`);
copyFileSync('api/types/index.d.ts', `${out}/index.d.ts`);
copyFileSync('LICENSE', `${out}/LICENSE`);

const catalogue = readFileSync(process.argv[2], 'utf8').trim();
writeFileSync(`${out}/catalogue.json`, catalogue);
// A module, because not every bundler and no older Node imports JSON; a text is parsed faster than an expression.
writeFileSync(`${out}/catalogue.js`, `export default JSON.parse(${JSON.stringify(catalogue)});\n`);

// The version stands in one place, the workspace.
const [, version] = readFileSync('Cargo.toml', 'utf8').match(/\[workspace\.package\]\nversion = "([^"]+)"/);
const { name, ...rest } = JSON.parse(readFileSync('api/npm/package.json', 'utf8'));
writeFileSync(`${out}/package.json`, `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
console.log(`${out}: ${name} ${version}, catalogue ${JSON.parse(catalogue).catalogue}`);
