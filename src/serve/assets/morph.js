// Brings the open page to another state in place: scroll, open menus, form fields and focus stay as they are.
import { Idiomorph } from './idiomorph.js';

const LOAD_MS = 3000;

/** False where only a reload will do: the page's own scripts changed. */
export async function bring(next) {
  if (scripts(document) !== scripts(next)) return false;
  const place = [scrollX, scrollY];
  const old = await dress(next);
  attributes(document.documentElement, next.documentElement);
  head(next);
  Idiomorph.morph(document.body, next.body, {
    morphStyle: 'outerHTML',
    restoreFocus: true,
    ignoreActiveValue: true,
    callbacks: { beforeAttributeUpdated: keeps },
  });
  old.forEach((sheet) => sheet.remove());
  scrollTo({ left: place[0], top: place[1], behavior: 'instant' });
  return true;
}

const scripts = (page) =>
  [...page.scripts]
    .filter((script) => script.id !== 'wutong-preview' && !/json/.test(script.type))
    .map((script) => script.src + script.textContent)
    .join('\n');

const sheets = (page) => [...page.head.querySelectorAll('link[rel~="stylesheet"]')];

/** New style sheets are loaded before old ones go, so that the page is never bare. */
async function dress(next) {
  const known = new Set(sheets(document).map((sheet) => sheet.getAttribute('href')));
  const wanted = new Set(sheets(next).map((sheet) => sheet.getAttribute('href')));
  const last = sheets(document).at(-1);
  const loads = sheets(next)
    .filter((sheet) => !known.has(sheet.getAttribute('href')))
    .map((sheet) => {
      const fresh = document.importNode(sheet, true);
      const loaded = new Promise((done) => {
        fresh.onload = fresh.onerror = done;
        setTimeout(done, LOAD_MS);
      });
      if (last) last.after(fresh);
      else document.head.append(fresh);
      return loaded;
    });
  await Promise.all(loads);
  return sheets(document).filter((sheet) => !wanted.has(sheet.getAttribute('href')));
}

/** Everything in the head but style sheets: what is the same stays, the rest goes and comes. */
function head(next) {
  const others = (page) => [...page.head.children].filter((one) => !one.matches('link[rel~="stylesheet"]'));
  const fresh = others(next);
  for (const one of others(document)) {
    const same = fresh.findIndex((other) => other.isEqualNode(one));
    if (same >= 0) fresh.splice(same, 1);
    else one.remove();
  }
  fresh.forEach((one) => document.head.append(document.importNode(one, true)));
}

function attributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !name.startsWith('data-wutong')) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** What the reader did to the page is not undone. */
function keeps(name, element) {
  if (name === 'open' && element.matches('details, dialog')) return false;
  if (name === 'value' && element.matches('input, textarea')) return element.value === element.defaultValue;
  if (name === 'checked') return element.checked === element.defaultChecked;
  if (name === 'selected') return element.selected === element.defaultSelected;
  return true;
}
