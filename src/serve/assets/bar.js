// The preview bar: where the page comes from, how its languages stand, its mistakes, and what it looks like elsewhere.
import { copy, make } from './dom.js';
import { mistake } from './mistakes.js';
import { words } from './words.js';

const WIDTHS = { phone: 390, tablet: 820 };
const HIDDEN = 'wutong-bar-hidden';

export class Bar {
  constructor() {
    this.host = make('wutong-preview');
    const root = this.host.attachShadow({ mode: 'open' });
    this.status = make('p', { role: 'status', class: 'status' });
    this.over = make('div', { class: 'over' });
    this.bar = make('div', { class: 'bar', role: 'region' });
    root.append(make('link', { rel: 'stylesheet', href: '/_wutong/preview.css' }), this.over, this.status, this.bar);
    document.documentElement.append(this.host);
    this.bar.hidden = sessionStorage.getItem(HIDDEN) === 'yes';
    this.dismissed = '';
    addEventListener('keydown', (event) => this.key(event), true);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.composedPath()[0];
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return;
    if (event.key === 'b') this.toggle();
    if (event.key === 'Escape' && this.over.childElementCount > 0) this.dismiss();
  }

  toggle() {
    this.bar.hidden = !this.bar.hidden;
    sessionStorage.setItem(HIDDEN, this.bar.hidden ? 'yes' : 'no');
    if (!this.bar.hidden) this.bar.querySelector('a, button')?.focus();
  }

  dismiss() {
    this.dismissed = this.overSigns ?? '';
    this.over.replaceChildren();
  }

  connected(is) {
    const say = words(document.documentElement.lang);
    this.status.textContent = is ? '' : say.offline;
    this.status.hidden = is;
  }

  /** Everything anew, by what the preview knows of the page. */
  show(known) {
    this.known = known;
    const say = words(document.documentElement.lang);
    const focused = this.host.shadowRoot.activeElement?.dataset.name;
    this.bar.setAttribute('aria-label', say.bar);
    this.bar.replaceChildren(...this.parts(known, say).filter(Boolean));
    if (focused) this.bar.querySelector(`[data-name="${focused}"]`)?.focus();
    this.cover(known, say);
  }

  parts(known, say) {
    return [
      known.source && this.source(known, say),
      known.held && make('span', { class: 'held' }, `${say.held}: ${known.held}`),
      this.problems(known, say),
      known.languages.length > 1 && this.languages(known, say),
      known.editions.length > 1 && this.editions(known, say),
      this.widths(say),
      make('a', { href: '/_wutong/', class: known.elsewhere > 0 ? 'bad' : null, 'data-name': 'list' }, say.list, known.elsewhere > 0 && ` (${known.elsewhere} ${say.elsewhere})`),
      make('button', { type: 'button', class: 'end', 'data-name': 'hide', click: () => this.toggle() }, say.hide),
    ];
  }

  source(known, say) {
    const done = async (event) => {
      const button = event.currentTarget;
      await copy(known.source);
      button.textContent = say.copied;
      setTimeout(() => (button.textContent = say.copy), 1500);
    };
    return make('span', { class: 'source' }, `${say.source}: `, make('code', {}, known.source), ' ', make('button', { type: 'button', 'data-name': 'copy', click: done }, say.copy));
  }

  problems(known, say) {
    const count = (severity) => known.mistakes.filter((one) => one.severity === severity).length;
    const told = [['error', 'errors'], ['warning', 'warnings'], ['note', 'notes']]
      .filter(([severity]) => count(severity) > 0)
      .map(([severity, word]) => `${count(severity)} ${say[word]}`);
    if (told.length === 0) return null;
    const click = () => (this.over.childElementCount > 0 ? this.dismiss() : this.open(known.mistakes, say));
    return make('button', { type: 'button', class: count('error') > 0 ? 'bad' : 'warn', 'data-name': 'problems', click }, told.join(' · '));
  }

  languages(known, say) {
    const one = ({ lang, name, state, href, current }) =>
      make('a', { href, lang, class: state, title: say[state], 'aria-current': current ? 'page' : null }, name, make('small', {}, ` ${say[state]}`));
    return make('nav', { 'aria-label': say.languages }, known.languages.map(one));
  }

  editions(known, say) {
    const one = ({ edition, href, current }) => make('a', { href, 'aria-current': current ? 'page' : null }, say[edition]);
    return make('nav', { 'aria-label': say.editions }, known.editions.map(one));
  }

  widths(say) {
    const button = (name) => make('button', { type: 'button', 'data-name': name, 'aria-pressed': String((this.width ?? 'wide') === name), click: () => this.narrow(name, say) }, say[name]);
    return make('span', { role: 'group', 'aria-label': say.width }, ['phone', 'tablet', 'wide'].map(button));
  }

  /** The page in a frame as wide as a phone or a tablet; wide is the page itself. */
  narrow(name, say) {
    this.width = name;
    this.frame?.remove();
    this.frame = null;
    if (WIDTHS[name]) {
      const frame = make('iframe', { src: location.href, title: say[name] });
      frame.style.width = `${WIDTHS[name]}px`;
      this.frame = make('div', { class: 'frame' }, frame);
      this.bar.before(this.frame);
    }
    this.show(this.known);
  }

  /** Mistakes lie over the page by themselves, once; whoever closed them is not bothered again by the same. */
  cover(known, say) {
    const grave = known.mistakes.filter((one) => one.severity === 'error');
    const signs = JSON.stringify([known.gone, grave]);
    if (signs === this.dismissed && (grave.length > 0 || known.gone)) return;
    this.dismissed = '';
    this.overSigns = signs;
    if (known.gone) this.over.replaceChildren(this.gone(known.gone, say));
    else if (grave.length > 0) this.open(grave, say, known.never ? say.never : say.kept);
    else this.over.replaceChildren();
  }

  open(mistakes, say, why) {
    const close = make('button', { type: 'button', class: 'close', click: () => this.dismiss() }, `${say.close} (Esc)`);
    this.over.replaceChildren(make('section', { role: 'alertdialog', 'aria-label': say.error, lang: document.documentElement.lang }, close, why && make('p', { class: 'why' }, why), mistakes.map((one) => mistake(one, say))));
  }

  gone({ source, now, upper, home }, say) {
    const link = (href, text) => make('li', {}, make('a', { href }, text));
    return make(
      'section',
      { role: 'alertdialog', 'aria-label': say.gone, class: 'gone' },
      make('h2', {}, say.gone),
      source && make('p', {}, `${say.was}: `, make('code', {}, source)),
      make('ul', {}, now && link(now, `${say.moved}: ${now}`), upper && link(upper, say.upper), link(home, say.home), link('/_wutong/', say.list)),
    );
  }
}
