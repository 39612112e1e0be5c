// Shows mistakes: what happened, where, the lines around it, what to do, and the corrected line.
import { make } from './dom.js';

/** One mistake. */
export function mistake(found, say) {
  const place = found.line ? `${found.file}:${found.line}:${found.column}` : found.file;
  return make(
    'article',
    { class: `mistake ${found.severity}` },
    make('h3', {}, make('span', { class: 'weight' }, say[found.severity]), ' ', found.message, ' ', make('code', { class: 'code' }, found.code)),
    make('p', { class: 'place' }, make('code', {}, place)),
    found.excerpt.length > 0 && make('pre', { tabindex: '0' }, found.excerpt.map(line)),
    found.help && make('p', { class: 'help' }, `${say.help}: ${found.help}`),
    found.fixed && make('p', { class: 'fixed' }, `${say.fixed}: `, make('code', {}, found.fixed)),
  );
}

function line({ number, before, marked, after }) {
  return make('span', { class: marked ? 'line here' : 'line' }, make('i', {}, String(number)), before, marked && make('mark', {}, marked), after, '\n');
}
