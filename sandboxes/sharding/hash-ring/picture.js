import { hash } from './hash.js';
import { shardsTo } from './measure.js';
import { pointsOf, ring } from './ways.js';

const FEW = 3; // points for each shard, so that the stretches between them can be seen
const CIRCLE = 2 ** 32;
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00'];
const keys = Array.from({ length: 30 }, (_, n) => `customer-${n + 1}`);
const degrees = (at) => (at / CIRCLE) * 360;

/** What stands on the ring: the points of n shards, and 30 keys with their shards. */
export function onRing(n) {
  const shards = shardsTo(n);
  const now = ring(shards, FEW);
  const old = ring(shardsTo(4), FEW);
  const number = (shard) => shards.indexOf(shard) + 1;
  const points = pointsOf(shards, FEW).map(({ at, shard }) =>
    ({ degrees: degrees(at), shard: number(shard), what: 'point' }));
  const placed = keys.map((key) => {
    const what = now(key) === old(key) ? 'key' : 'key that moved';
    return { degrees: degrees(hash(key)), shard: number(now(key)), what };
  });
  return [...points, ...placed];
}

/** The same as a page: points on the circle, keys inside it. */
export function page(marks) {
  const shapes = marks.map(({ degrees: angle, shard, what }) => {
    const turn = ((angle - 90) * Math.PI) / 180; // from the top, clockwise
    const isPoint = what === 'point';
    const radius = isPoint ? 150 : 128;
    const x = (180 + radius * Math.cos(turn)).toFixed(1);
    const y = (180 + radius * Math.sin(turn)).toFixed(1);
    const color = COLORS[(shard - 1) % COLORS.length];
    const edge = what === 'key that moved' ? ' stroke="black" stroke-width="2"' : '';
    return `<circle cx="${x}" cy="${y}" r="${isPoint ? 9 : 4}" fill="${color}"${edge}/>` +
      (isPoint ? `<text x="${x}" y="${y}" dy="4" text-anchor="middle"
        font-size="11" fill="white">${shard}</text>` : '');
  });
  return `<!doctype html><title>The ring</title>
<body style="margin:0;background:white;text-align:center">
<svg viewBox="0 0 360 360" width="360" font-family="sans-serif">
<circle cx="180" cy="180" r="150" fill="none" stroke="#888"/>
${shapes.join('\n')}
</svg>`;
}
