// Writes a .br and a .gz beside every text and wasm file of a folder, at the best ratio:
// servers that hand out precompressed files need no processor for it.
//   node scripts/compress.js FOLDER
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = process.argv[2];
// A station writes its settings anew by hand, and would leave the compressed ones behind.
const WRITTEN_BY_HAND = 'station.json';
const WORTH_IT = /\.(html|css|js|wasm|bin|json|webmanifest|svg|txt)$/;

for (const name of readdirSync(folder, { recursive: true })) {
  if (!WORTH_IT.test(name) || name === WRITTEN_BY_HAND) continue;
  const file = join(folder, name);
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
