// Serves a built folder as a plain static host would: no rewrites, no fallback page.
// Hands out .br and .gz files beside the asked one, and the headers of the folder's `_headers`.
//   node scripts/serve.js FOLDER      (PORT=8080)
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.bin': 'application/octet-stream',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * Starts a server; resolves to its address and a way to stop it.
 * `base` mounts the folder under a sub-path; `types` replaces MIME types, to imitate a careless host.
 */
export function serve(folder, { port = 0, base = '/', types = {} } = {}) {
  const root = resolve(folder);
  const rules = headerRules(join(root, '_headers'));

  const server = createServer((request, response) => {
    const refuse = (status) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);

    const path = pathOf(request.url, base);
    if (path === null) return refuse(404);
    const file = fileFor(root, path);
    if (file === null) return refuse(404);

    const { packed, encoding } = smallest(file, request.headers['accept-encoding'] ?? '');
    const { size, mtimeMs } = statSync(packed);
    const tag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
    for (const rule of rules) if (rule.matches(path)) response.setHeader(rule.name, rule.value);
    response.setHeader('Content-Type', types[extname(file)] ?? TYPES[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', tag);
    if (encoding) response.setHeader('Content-Encoding', encoding);

    if (request.headers['if-none-match'] === tag) return response.writeHead(304).end();
    response.setHeader('Content-Length', size);
    if (request.method === 'HEAD') return response.end();
    createReadStream(packed).pipe(response);
  });

  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done({
      url: `http://127.0.0.1:${server.address().port}${base}`,
      stop: () => new Promise((stopped) => {
        server.close(stopped);
        server.closeAllConnections();
      }),
    }));
  });
}

/** The path inside the folder, decoded, or null where it is malformed or not under `base`. */
function pathOf(url, base) {
  try {
    const path = decodeURIComponent(url.split('?')[0]);
    return path.startsWith(base) ? `/${path.slice(base.length)}` : null;
  } catch {
    return null;
  }
}

/** The file for a path, or null: outside the folder, hidden, a server's own file, or not there. */
function fileFor(root, path) {
  if (path.includes('\0') || /\/[._]/.test(path)) return null;
  const file = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(root + sep) && existsSync(file) && statSync(file).isFile() ? file : null;
}

function smallest(file, accepted) {
  if (/\bbr\b/.test(accepted) && existsSync(`${file}.br`)) return { packed: `${file}.br`, encoding: 'br' };
  if (/\bgzip\b/.test(accepted) && existsSync(`${file}.gz`)) return { packed: `${file}.gz`, encoding: 'gzip' };
  return { packed: file };
}

/** The rules of a `_headers` file: a path pattern at the margin, its headers indented below. */
function headerRules(file) {
  if (!existsSync(file)) return [];
  const rules = [];
  let matches;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    const [, name, value] = line.match(/^\s+([^:]+):\s*(.*)$/) ?? [];
    if (name) {
      rules.push({ matches, name, value });
    } else {
      const [start, end] = line.trim().split('*');
      matches = (path) => (end === undefined ? path === start : path.startsWith(start) && path.endsWith(end));
    }
  }
  return rules;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 8080);
  try {
    const { url } = await serve(process.argv[2] ?? 'dist', { port });
    console.log(`Qibu is on ${url} (Ctrl-C ends it)`);
  } catch (error) {
    console.error(`cannot serve on port ${port}: ${error.message}; PORT=… picks another`);
    process.exitCode = 1;
  }
}
