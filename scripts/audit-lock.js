// Every package of a lock file has a hash and a licence that we know, and comes from a registry, not from a repository.
//   node scripts/audit-lock.js package-lock.json
import { readFileSync } from 'node:fs';

const LICENCES = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'CC-BY-4.0', 'ISC', 'MIT',
  'MPL-2.0', 'Python-2.0', 'Unlicense',
]);

const { packages } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wrong = [];
let count = 0;
for (const [path, { integrity, resolved, license, link }] of Object.entries(packages)) {
  if (path === '' || link) continue;
  count += 1;
  if (!integrity?.startsWith('sha512-')) wrong.push(`${path}: no hash`);
  if (resolved && !resolved.startsWith('https://registry.npmjs.org/')) wrong.push(`${path}: comes from ${resolved}`);
  // `(MIT OR X)` is one of them, `(MIT AND X)` is both.
  const parts = (license ?? 'none').replace(/[()]/g, '').split(' OR ');
  if (!parts.some((part) => part.split(' AND ').every((one) => LICENCES.has(one)))) wrong.push(`${path}: licence ${license}`);
}
for (const line of wrong) console.error(line);
console.log(`${count} packages, ${wrong.length} findings`);
process.exitCode = wrong.length > 0 ? 1 : 0;
