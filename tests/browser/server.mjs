// Serves a folder below /kangyang/ on loopback, with a policy as strict as a careful host would set it.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.xml': 'application/xml; charset=utf-8',
};
const POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
export const PREFIX = '/kangyang/';

/** The address of the folder's root, and how to stop. */
export async function serve(folder) {
  const server = createServer(async (request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const inner = path.startsWith(PREFIX) ? normalize(path.slice(PREFIX.length)) : '..';
    let status = 200;
    let bytes = inner.startsWith('..') ? null : await readFile(join(folder, inner)).catch(() => null);
    let type = TYPES[extname(inner)] ?? 'application/octet-stream';
    if (!bytes) {
      [status, bytes, type] = [404, await readFile(join(folder, '404.html')), TYPES['.html']];
    }
    answer.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' });
    answer.end(bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}${PREFIX}`, stop: () => server.close() };
}
