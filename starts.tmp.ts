import { join } from 'node:path';
import { readFileSync, readdirSync } from 'node:fs';
const root = process.argv[2] as string; const rounds = Number(process.argv[3] ?? 7);
const { buildEngine } = await import(join(root, 'src/build/engine/build.ts'));
const { measureStarts } = await import(join(root, 'tests/bench/unattached.ts'));
const { startRealServer } = await import(join(root, 'tests/bench/real-node.ts'));
const folder = join(root, 'sandboxes/hello');
const project = { name: 'hello', files: Object.fromEntries(readdirSync(folder).filter((f: string) => /\.js$|^package\.json$/.test(f)).map((f: string) => [f, readFileSync(join(folder, f), 'utf8')])), processes: { app: 'node server.js' }, dependencies: ['express'] };
const dir = join(root, '.cache/bench-engine');
await buildEngine(dir);
const all: Record<string, number[]> = { node: [], cold: [], again: [], atOnce: [], warm: [] };
for (let i = 0; i < rounds; i++) {
  const real = await startRealServer(folder, 43210);
  all.node.push(real.firstResponse); real.child.kill('SIGKILL'); await new Promise((r) => real.child.once('exit', r));
  const r = await measureStarts(dir, project);
  for (const k of ['cold', 'again', 'atOnce', 'warm']) all[k].push(r[k]);
}
const med = (v: number[]) => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)];
console.log(Object.entries(all).map(([k, v]) => `${k} ${med(v).toFixed(0)} (${(med(v) / med(all.node)).toFixed(2)}) [${Math.min(...v).toFixed(0)}-${Math.max(...v).toFixed(0)}]`).join('  '));
