import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { eightRouters, oneList, paths } from './apps.js';

let tried = 0;

// Looks inside Express, which a server must not: `stack` is what a router tries in
// order, and `match` holds a path against one pattern.
function countMatches(router) {
  for (const layer of router.stack) {
    const match = layer.match;
    layer.match = (path) => {
      tried += 1;
      return match.call(layer, path);
    };
    if (layer.handle.stack) countMatches(layer.handle);
  }
}

/** @returns how many patterns each of the paths is held against */
async function walk(app) {
  countMatches(app.router);
  const server = app.listen(0);
  await once(server, 'listening');
  const counts = [];
  for (const path of paths) {
    tried = 0;
    const response = await fetch(`http://localhost:${server.address().port}${path}`);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    counts.push(tried);
  }
  server.closeAllConnections();
  server.close();
  return counts;
}

const rows = ['app,route,patterns'];
for (const [name, app] of [['one list', oneList()], ['eight routers', eightRouters()]]) {
  const counts = await walk(app);
  counts.forEach((count, index) => rows.push(`${name},${index + 1},${count}`));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  console.log(`${name}: ${mean} patterns on average, ${Math.max(...counts)} at most`);
}
await mkdir('plots', { recursive: true });
await writeFile('plots/walk.csv', `${rows.join('\n')}\n`);
