import { mkdirSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ways } from './pump.js';

const CHUNK = 32 * 1024; // bytes
const CHUNKS = 50;
const lines = ['seconds,buffered,way'];

async function* source() {
  for (let n = 0; n < CHUNKS; n += 1) {
    await sleep(10); // 100 chunks a second
    yield Buffer.alloc(CHUNK);
  }
}

/** A disk, a network, a database: 20 chunks a second. */
class SlowSink extends Writable {
  most = 0; // bytes that were buffered

  write(...given) {
    const goOn = super.write(...given);
    this.most = Math.max(this.most, this.writableLength);
    return goOn;
  }

  _write(chunk, encoding, done) {
    setTimeout(done, 50);
  }
}

console.log('way             most buffered  source ends  all written');
for (const [way, pump] of Object.entries(ways)) {
  const sink = new SlowSink({ highWaterMark: 4 * CHUNK });
  const begun = Date.now();
  let ended = 0;
  async function* watched() {
    yield* source();
    ended = Date.now() - begun;
  }
  const look = () => {
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    lines.push(`${seconds},${sink.writableLength / 1024},${way}`);
  };
  const watch = setInterval(look, 200);
  await pump(watched(), sink);
  clearInterval(watch);
  look();
  const written = Date.now() - begun;
  console.log(`${way.padEnd(14)}  ${`${sink.most / 1024} KiB`.padEnd(13)}  ${
    `${ended} ms`.padEnd(11)}  ${written} ms`);
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/buffered.csv', lines.join('\n'));
