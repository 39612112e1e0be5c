// Looks at the built example portal in a real browser. Usage: node run.mjs FOLDER; the browser is $CHROMIUM or /usr/bin/chromium.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { kinds } from './pages.mjs';
import { PREFIX, serve } from './server.mjs';

const LANGUAGES = ['zh-Hant', 'en', 'ja', 'fr'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = resolve(process.argv[2] ?? '../../public');
const site = await serve(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
let passed = 0;
const failures = [];

function check(holds, what) {
  if (holds) passed += 1;
  else failures.push(what);
}

/** A page of its own; what the browser complains of, and what it asks of others, is a failure. */
async function open(path, options = {}) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (said) => said.type() === 'error' && !said.text().includes('404') && troubles.push(said.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => request.url().startsWith(site.url) || troubles.push(`asks for ${request.url()}`));
  await page.goto(site.url + path);
  return { page, troubles, close: () => context.close() };
}

/** axe needs to run a script, which the policy refuses; so it comes through the debugger. */
async function accessible(path, options, where) {
  const { page, close } = await open(path, { ...options, bypassCSP: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
  check(violations.length === 0, `${path} ${where}: ${violations.map((one) => `${one.id} at ${one.nodes[0].target}`).join('; ')}`);
  await close();
}

async function quiet(path) {
  const { page, troubles, close } = await open(path, { viewport: { width: 320, height: 640 } });
  check(troubles.length === 0, `${path}: ${troubles.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(wide <= 0, `${path}: ${wide} px wider than a small phone`);
  const bare = await page.evaluate(() => [...document.images].filter((image) => !image.hasAttribute('width') || !image.hasAttribute('alt')).length);
  check(bare === 0, `${path}: ${bare} pictures without a size or an alt attribute`);
  await close();
}

/** Without script: the skip link first, a menu that opens by keyboard, languages and editions that lead to the same page. */
async function usable() {
  const path = 'projects/sanbaishan-hot-spring.html';
  const { page, close } = await open(path, { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
  await page.keyboard.press('Tab');
  check(await page.locator('.skip:focus').isVisible(), 'the first Tab shows the skip link');
  const menu = page.locator('.menu details').first();
  await menu.locator('summary').focus();
  await page.keyboard.press('Enter');
  check(await menu.locator('ul a').first().isVisible(), 'Enter opens a menu');
  for (const language of LANGUAGES) {
    await page.locator(`.languages a[hreflang^="${language}"]`).click();
    check(new URL(page.url()).pathname === `${PREFIX}${language}/${path}`, `${language} leads to the same page: ${page.url()}`);
  }
  await page.locator('.edition').click();
  check(new URL(page.url()).pathname === `${PREFIX}fr/care/${path}`, `the care edition is of the same page: ${page.url()}`);
  await close();
}

async function missing() {
  const { page, close } = await open('nowhere/at/all.html');
  check((await page.locator('.message').count()) === 5, 'a missing page speaks five languages');
  check(await page.evaluate(() => getComputedStyle(document.querySelector('header.site')).borderBottomStyle === 'solid'), 'a missing page has its style');
  await close();
}

const paths = await kinds(folder, LANGUAGES);
check(paths.length > 30, `pages of every kind: ${paths.length}`);
for (const path of paths) {
  await quiet(path);
  await accessible(path, { colorScheme: 'light' }, 'light');
}
for (const path of paths.filter((_, nth) => nth % 3 === 0)) {
  await accessible(path, { colorScheme: 'dark' }, 'dark');
  for (const prefix of ['care/', ...LANGUAGES.map((language) => `${language}/`)]) {
    await quiet(prefix + path);
  }
  await accessible(`care/${path}`, { colorScheme: 'light' }, 'care');
}
await usable();
await missing();
await browser.close();
site.stop();
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
