// One page of each kind that the portal has: a list and an entry of each type, a term, the home page and the one that is not there.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ENDS = new Set(['assets', 'media', 'care']);

/** Paths below a language's folder, `''` for the original's, with every kind once. */
export async function kinds(folder, languages) {
  const found = ['index.html'];
  for (const name of (await readdir(folder)).sort()) {
    if (ENDS.has(name) || languages.includes(name)) continue;
    if (name.endsWith('.html') && !['index.html', '404.html'].includes(name)) found.push(name);
    if (!(await stat(join(folder, name))).isDirectory()) continue;
    const inner = (await readdir(join(folder, name))).sort();
    const entries = inner.filter((file) => file.endsWith('.html') && !/^(index|page-\d+)\.html$/.test(file));
    found.push(`${name}/index.html`, ...(await largest(folder, name, entries)));
    const facet = inner.find((file) => !file.includes('.'));
    if (facet) found.push(`${name}/${facet}/${(await readdir(join(folder, name, facet))).sort()[0]}`);
  }
  return found;
}

/** The entry with the most on its page: it shows what the others show, and more. */
async function largest(folder, name, entries) {
  const sized = await Promise.all(entries.map(async (file) => [(await stat(join(folder, name, file))).size, `${name}/${file}`]));
  return sized.sort(([a], [b]) => b - a).slice(0, 1).map(([, path]) => path);
}
