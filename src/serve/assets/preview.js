// Keeps an open page like its source: hears of new states of it, and brings the page there in place.
import { bring } from './morph.js';
import { Bar } from './bar.js';

const block = document.getElementById('wutong-preview');
const framed = window.top !== window;
const bar = framed ? null : new Bar();
let { token, state: shown } = block.dataset;
let notes = '';
let pause = 500;
let wake = null;
let busy = Promise.resolve();

/** One thing after the other: two saves in a row never mix. */
const queue = (work) => (busy = busy.then(work).catch(() => {}));

async function renew() {
  const answer = await fetch(location.href, { cache: 'no-store' });
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const mark = next.getElementById('wutong-preview');
  if (!mark) return location.reload();
  token = mark.dataset.token;
  if (mark.dataset.state === shown) return;
  shown = mark.dataset.state;
  if (!(await bring(next))) location.reload();
  document.dispatchEvent(new CustomEvent('wutong:updated'));
}

/** What the stream says: the page's state, and that of what is known of it. */
async function hear(told) {
  if (told.page !== 'gone' && told.page !== shown) await renew();
  if (bar && told.notes !== notes) {
    notes = told.notes;
    const where = `page=${encodeURIComponent(location.pathname)}&lang=${encodeURIComponent(document.documentElement.lang)}`;
    bar.show(await (await fetch(`/_wutong/page?${where}`, { cache: 'no-store' })).json());
  }
}

function listen() {
  clearTimeout(wake);
  const query = `token=${token}&page=${encodeURIComponent(location.pathname)}`;
  const address = new URL(`/_wutong/reload?${query}`, location.href);
  address.protocol = 'ws:';
  const socket = new WebSocket(address);
  socket.onopen = () => {
    pause = 500;
    bar?.connected(true);
  };
  socket.onmessage = (event) => queue(() => hear(JSON.parse(event.data)));
  socket.onclose = () => {
    bar?.connected(false);
    wake = setTimeout(again, pause);
    pause = Math.min(pause * 2, 5000);
  };
}

/** After sleep or a restart the page first asks for itself: a restarted preview has another token. */
async function again() {
  clearTimeout(wake);
  wake = null;
  try {
    await queue(renew);
    await fetch('/_wutong/words.js', { method: 'HEAD' });
    listen();
  } catch {
    wake = setTimeout(again, pause);
    pause = Math.min(pause * 2, 5000);
  }
}

const hurry = () => wake && again();
addEventListener('online', hurry);
addEventListener('focus', hurry);
document.addEventListener('visibilitychange', hurry);
addEventListener('pageshow', (event) => event.persisted && queue(renew));
listen();
