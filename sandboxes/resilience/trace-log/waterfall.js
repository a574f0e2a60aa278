// What a tracing backend does with the lines, in small.
import { mkdirSync, writeFileSync } from 'node:fs';

const WIDTH = 40; // characters

function plot(rows) {
  const lines = rows.flatMap(({ from, to, title }, n) =>
    [from, to].map((ms) => `${ms},${rows.length - n},${title}`));
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/waterfall.csv', `${['ms,row,span', ...lines].join('\n')}\n`);
}

/** Spans below their parents, in the order in which they began. */
export function waterfall(events) {
  const spans = events.filter(({ start }) => start !== undefined);
  const known = new Set(spans.map(({ span_id: id }) => id));
  const below = (id) => spans.filter(({ parent_id: parent }) =>
    (id ? parent === id : !known.has(parent)))
    .sort((one, other) => one.start - other.start);
  const rows = [];
  const zero = Math.min(...spans.map(({ start }) => start));
  function add(span, depth) {
    const from = span.start - zero;
    const title = `${span.service}: ${span.message}`;
    rows.push({ from, to: from + span.duration_ms, depth, title, status: span.status });
    for (const child of below(span.span_id)) add(child, depth + 1);
  }
  for (const root of below(null)) add(root, 0);
  if (rows.length === 0) return 'no such trace\n';
  plot(rows);
  const end = Math.max(1, ...rows.map(({ to }) => to));
  const at = (ms) => Math.round((ms / end) * WIDTH);
  return `${rows.map(({ from, to, depth, title, status = '' }) => {
    const bar = ' '.repeat(at(from)) + '='.repeat(Math.max(1, at(to) - at(from)));
    const name = ' '.repeat(depth) + title;
    const took = `${String(to - from).padStart(4)} ms ${status}`.trimEnd();
    return `${name.padEnd(38)}|${bar.padEnd(WIDTH)}|${took}`;
  }).join('\n')}\n`;
}
