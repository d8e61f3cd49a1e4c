// Puts the policy files into one, for the checker in the browser: an object of paths and texts.
//   node scripts/policies.js FILE.json
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

// How characters are converted is nothing that a policy file can break; the checker carries no dictionary for it.
const isChecked = (name) => name.endsWith('.toml') && name !== 'hant.toml';

const names = readdirSync('policies', { recursive: true }).filter(isChecked).sort();
const files = names.map((name) => [name.replaceAll(sep, '/'), readFileSync(join('policies', name), 'utf8')]);
mkdirSync(dirname(process.argv[2]), { recursive: true });
writeFileSync(process.argv[2], JSON.stringify(Object.fromEntries(files)));
