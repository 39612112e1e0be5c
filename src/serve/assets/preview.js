// Keeps an open page like its source: listens for new states of it, and brings the page there in place.
import { Idiomorph } from './idiomorph.js';

const block = document.getElementById('wutong-preview');
let token = block.dataset.token;
let shown = block.dataset.state;

async function renew() {
  const answer = await fetch(location.href, { cache: 'no-store' });
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const mark = next.getElementById('wutong-preview');
  token = mark.dataset.token;
  shown = mark.dataset.state;
  Idiomorph.morph(document.documentElement, next.documentElement, { ignoreActiveValue: true });
}

function listen() {
  const address = new URL(`/_wutong/reload?token=${token}&page=${encodeURIComponent(location.pathname)}`, location.href);
  address.protocol = 'ws:';
  const socket = new WebSocket(address);
  socket.onmessage = (event) => event.data !== shown && renew();
  socket.onclose = () => setTimeout(listen, 1000);
}
listen();
