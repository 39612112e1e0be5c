// Looks at the preview in a real browser while files change: node preview.mjs PROGRAM; the browser is $CHROMIUM or /usr/bin/chromium.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const program = resolve(process.argv[2] ?? '../../target/debug/wutong');
const root = resolve(import.meta.dirname, '../..');
const site = await mkdtemp(join(tmpdir(), 'wutong-preview-'));
await cp(join(root, 'content'), join(site, 'content'), { recursive: true });
await cp(join(root, 'themes'), join(site, 'themes'), { recursive: true });
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A running preview with its address. */
async function serve(...options) {
  const child = spawn(program, ['serve', '--site', site, '--lang', 'en', ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = line.match(/http:\S+/);
    if (address) return { address: address[0], stop: () => new Promise((ended) => child.once('exit', ended) && child.kill('SIGINT')) };
  }
  throw new Error('the preview did not start');
}

let preview = await serve('--port', '0');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
let passed = 0;
const failures = [];
const troubles = [];

function check(holds, what) {
  if (holds) passed += 1;
  else failures.push(what);
}

/** Runs one story; what does not come in time is its failure. */
async function story(name, run) {
  const before = failures.length;
  try {
    await run();
  } catch (error) {
    failures.push(`${name}: ${String(error).split('\n')[0]}`);
  }
  console.log(`${failures.length > before ? 'FAILED' : 'ok'} ${name}`);
}

const PROJECT = 'content/projects/sanbaishan.md';
const PAGE = 'projects/sanbaishan-hot-spring.html';
const file = (path) => join(site, path);
const read = (path) => readFile(file(path), 'utf8');
const write = (path, text) => writeFile(file(path), text);

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 500 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.on('pageerror', (error) => troubles.push(`${path}: ${error}`));
  page.on('console', (said) => said.type() === 'error' && /Content Security|Refused to/.test(said.text()) && troubles.push(said.text()));
  page.on('request', (request) => /^(http|ws):\/\/127\.0\.0\.1:/.test(request.url()) || troubles.push(`asks for ${request.url()}`));
  await page.goto(preview.address + path);
  await page.locator('wutong-preview .bar').waitFor({ state: 'attached' });
  await page.locator('wutong-preview .bar [data-name="list"]').waitFor();
  // Lost in a reload.
  await page.evaluate(() => (window.mark = 'same document'));
  return page;
}
const isSame = (page) => page.evaluate(() => window.mark === 'same document');
const good = await read(PROJECT);

await story('an edit shows without a reload and keeps scroll, menus and fields', async () => {
  const page = await open(PAGE);
  await page.evaluate(() => {
    document.querySelector('.menu details').open = true;
    scrollTo({ top: 600, behavior: 'instant' });
  });
  const scrolled = await page.evaluate(() => scrollY);
  await write(PROJECT, `${good}\n这是刚刚写下的一段话。\n`);
  await page.getByText('这是刚刚写下的一段话').waitFor({ state: 'attached' });
  check(await isSame(page), 'no reload');
  const after = await page.evaluate(() => scrollY);
  check(scrolled > 0 && after === scrolled, `the scroll position stays: ${scrolled}, ${after}`);
  check(await page.evaluate(() => document.querySelector('.menu details').open), 'an open menu stays open');
  await write(PROJECT, good);
  await page.getByText('这是刚刚写下的一段话').waitFor({ state: 'detached' });
  await page.context().close();
});

await story('several browsers at once, each with its own page', async () => {
  const pages = [await open(PAGE), await open(`en/${PAGE}`), await open('index.html'), await open(`care/${PAGE}`)];
  await write(PROJECT, `${good}\n几个浏览器同时看。\n`);
  await pages[0].getByText('几个浏览器同时看').waitFor({ state: 'attached' });
  await pages[3].getByText('几个浏览器同时看').waitFor({ state: 'attached' });
  for (const page of pages) check(await isSame(page), 'no reload');
  check(!(await pages[2].content()).includes('几个浏览器同时看'), 'the home page is as it was');
  await write(PROJECT, good);
  await pages[0].getByText('几个浏览器同时看').waitFor({ state: 'detached' });
  await Promise.all(pages.map((page) => page.context().close()));
});

await story('a mistake lies over the page, is told in its language, and goes when it is mended', async () => {
  const [page, english] = [await open(PAGE), await open(`en/${PAGE}`)];
  const other = await open('index.html');
  const title = await page.locator('h1').first().textContent();
  await write(PROJECT, good.replace(/^---\n/, '---\nregion: 没有这个地方\n').replace(/\nregion: [^\n]*/g, (line, at) => (at < 6 ? line : '')).replace(/\n地区: [^\n]*/, ''));
  const over = page.locator('wutong-preview .over section');
  await over.waitFor();
  check((await over.locator('.mistake').count()) > 0, 'each mistake by itself');
  check((await over.textContent()).includes('没有这个地方') && (await over.textContent()).includes(PROJECT), 'excerpt and place');
  check((await over.locator('mark').count()) > 0, 'the place is marked');
  check((await page.locator('h1').first().textContent()) === title, 'the page below is as before');
  await english.locator('wutong-preview .over section').waitFor();
  check(/There is no|no /i.test(await english.locator('wutong-preview .over section h3').first().textContent()), 'English on an English page');
  check((await other.locator('wutong-preview .over section').count()) === 0, 'other pages are unharmed');
  await other.locator('wutong-preview [data-name="list"].bad').waitFor();
  await page.keyboard.press('Escape');
  check((await over.count()) === 0, 'Esc puts it away');
  await page.locator('wutong-preview [data-name="problems"]').click();
  check((await over.count()) === 1, 'and the bar brings it back');
  await write(PROJECT, good);
  await over.waitFor({ state: 'detached' });
  check(await isSame(page), 'no reload');
  await Promise.all([page, english, other].map((page) => page.context().close()));
});

await story('a full-width colon shows the corrected line', async () => {
  const page = await open(PAGE);
  await write(PROJECT, good.replace(/^(title|标题): /m, '$1：'));
  await page.locator('wutong-preview [data-name="problems"]').click();
  await page.locator('wutong-preview .fixed code').first().waitFor();
  await write(PROJECT, good);
  await page.locator('wutong-preview [data-name="problems"]').waitFor({ state: 'detached' });
  await page.context().close();
});

await story('style changes without a reload', async () => {
  const page = await open(PAGE);
  const style = 'themes/wutong/assets/css/site.css';
  const before = await read(style);
  await page.evaluate(() => scrollTo({ top: 400, behavior: 'instant' }));
  await write(style, `${before}\nh1 { letter-spacing: 7px !important; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '7px');
  check(await isSame(page), 'no reload');
  check((await page.evaluate(() => scrollY)) === 400, 'the scroll position stays');
  await write(style, before);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing !== '7px');
  await page.context().close();
});

await story('a page that went says where it is now', async () => {
  const source = 'content/projects/tengzhou-care-centre.md';
  const page = await open('projects/tengzhou-care-centre.html');
  const moved = source.replace('tengzhou', 'moved');
  const names = ['md', 'en.md', 'ja.md', 'fr.md', 'zh-Hant.md'];
  const move = async (from, to) => {
    for (const name of names) await rename(file(from.replace(/md$/, name)), file(to.replace(/md$/, name))).catch(() => {});
  };
  await move(source, moved);
  const gone = page.locator('wutong-preview .gone');
  await gone.waitFor();
  check((await gone.textContent()).includes(source), 'its source');
  const now = await gone.locator('a').first().getAttribute('href');
  check(now === '/projects/moved-care-centre.html', `its new address: ${now}`);
  await move(moved, source);
  await gone.waitFor({ state: 'detached' });
  await page.context().close();
});

await story('the bar: source, languages, editions, widths, list, keyboard', async () => {
  const page = await open(PAGE, { permissions: ['clipboard-read', 'clipboard-write'] });
  const bar = page.locator('wutong-preview .bar');
  check((await bar.textContent()).includes(PROJECT), 'the source');
  await bar.locator('[data-name="copy"]').click();
  check((await page.evaluate(() => navigator.clipboard.readText())) === PROJECT, 'its path is copied');
  check((await bar.locator('nav a[lang]').count()) === 5, 'five languages');
  await page.keyboard.press('b');
  check(await bar.isHidden(), 'one key hides it');
  await page.reload();
  await bar.waitFor({ state: 'attached' });
  check(await bar.isHidden(), 'and it stays hidden');
  await page.keyboard.press('b');
  check(await bar.isVisible(), 'and shows it');
  await bar.locator('[data-name="phone"]').focus();
  await page.keyboard.press('Enter');
  const frame = page.locator('wutong-preview iframe');
  await frame.waitFor();
  check((await frame.boundingBox()).width === 390, 'as wide as a phone');
  check((await page.frames()[1].locator('wutong-preview').count()) === 0, 'no bar in the frame');
  await bar.locator('[data-name="wide"]').click();
  check((await frame.count()) === 0, 'and wide again');
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run('wutong-preview', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
  check(violations.length === 0, `the bar is accessible: ${violations.map((one) => `${one.id} at ${JSON.stringify(one.nodes[0].target)}`).join('; ')}`);
  await bar.locator('nav a[lang="en"]').click();
  await page.waitForURL(`**/en/${PAGE}`);
  await page.goto(`${preview.address}_wutong/`);
  check((await page.locator('tbody tr').count()) > 30, 'the list of all pages');
  await page.locator('#word').fill('sanbaishan-hot-spring');
  check((await page.locator('tbody tr:visible').count()) < 10, 'can be narrowed');
  await page.context().close();
});

await story('the connection comes back after a restart', async () => {
  const page = await open(PAGE);
  const port = new URL(preview.address).port;
  await preview.stop();
  await page.locator('wutong-preview .status:visible').waitFor();
  await write(PROJECT, `${good}\n重启以后看到的话。\n`);
  preview = await serve('--port', port);
  check(new URL(preview.address).port === port, 'the same port');
  await page.getByText('重启以后看到的话').waitFor({ state: 'attached' });
  check(await isSame(page), 'no reload');
  await page.locator('wutong-preview .status').waitFor({ state: 'hidden' });
  await write(PROJECT, good);
  await page.getByText('重启以后看到的话').waitFor({ state: 'detached' });
  await page.context().close();
});

check(troubles.length === 0, troubles.join('; '));
await browser.close();
await preview.stop();
await rm(site, { recursive: true });
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
