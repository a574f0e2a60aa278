import { busy, maintenance, pageSize, payments } from './events.js';
import { openShop } from './orders.js';

const before = { at: '', id: 0 };
const after = { at: '99:99', id: 0 };

/** A client's ways to read all pages: the query, the events, where it starts. */
export const walks = {
  offset: { query: 'offset', events: busy },
  unordered: { query: 'unordered', events: maintenance },
  keyset: { query: 'keyset', events: busy, start: after },
  'newest-change': { query: 'newestChange', events: payments, start: after },
  'oldest-change': { query: 'oldestChange', events: payments, start: before },
};

/** Reads page after page until one is not full, while the events happen. */
export function walk({ query, events, start }) {
  const shop = openShop();
  const original = shop.orders({}).map(({ id }) => id);
  const pages = [];
  const lists = []; // what there was, in the client's order, at each page
  let from = start ?? { offset: 0 };
  const all = { ...from, limit: 1000 };
  for (let page = 1; page <= 20; page += 1) {
    for (const event of events[page] ?? []) shop.act(event);
    const rows = shop[query]({ ...from, limit: pageSize });
    lists.push(shop[query](all).map(({ id }) => id));
    pages.push(rows.map(({ id }) => id));
    if (rows.length < pageSize) break;
    const last = rows.at(-1);
    from = start ? { at: last.at, id: last.id } : { offset: page * pageSize };
  }
  const seen = pages.flat();
  const twice = seen.filter((id, i) => seen.indexOf(id) < i);
  const there = new Set(lists.at(-1));
  const never = original.filter((id) => there.has(id) && !seen.includes(id));
  return { pages, lists, twice, never };
}

/** The list as it was at each page: [12] is on the page, (11) is on it again. */
export function draw({ pages, lists, twice, never }) {
  const cell = (i, row) => {
    const id = lists[i][row];
    if (id === undefined) return ' '.repeat(4);
    const again = pages.slice(0, i).flat().includes(id);
    const [left, right] = !pages[i].includes(id) ? '  ' : again ? '()' : '[]';
    return `${left}${String(id).padStart(2)}${right}`;
  };
  const heads = pages.map((_, i) => `${i + 1}`.padStart(3).padEnd(4)).join('');
  const height = Math.max(...lists.map((list) => list.length));
  const rows = Array.from({ length: height }, (_, row) => {
    const cells = lists.map((_, i) => cell(i, row)).join('');
    return `${String(row + 1).padStart(4)} ${cells}`;
  });
  const list = (ids) => (ids.length === 0 ? 'none' : ids.join(', '));
  return [
    `page ${heads}`,
    ...rows,
    `${pages.flat().length} rows read`,
    `twice: ${list(twice)}`,
    `never: ${list(never)}`,
  ].map((line) => `${line.trimEnd()}\n`).join('');
}

/** For the plot: each order that a page has, and those that it has passed over. */
export function points({ pages, never }) {
  const rows = pages.flatMap((ids, i) => ids.map((id) => {
    const again = pages.slice(0, i).flat().includes(id);
    return `${i + 1},${id},${again ? 'read again' : 'read'}`;
  }));
  // Passed over: by the first page that has an order behind it.
  const missed = never.map((id) => {
    const page = pages.findIndex((ids) => ids.some((other) => other < id));
    return `${page + 1},${id},never read`;
  });
  return ['page,order,what', ...rows, ...missed, ''].join('\n');
}
