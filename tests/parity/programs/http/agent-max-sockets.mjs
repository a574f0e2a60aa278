// maxSockets and maxTotalSockets queue requests; which are sent, and which wait.
import http from 'node:http';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const held = new Map();
let arrived = Promise.withResolvers();
const server = http.createServer((req, res) => {
  held.set(req.url, res);
  arrived.resolve();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address();

for (const options of [{ maxSockets: 2 }, { maxSockets: 3, keepAlive: true }, { maxTotalSockets: 1 }]) {
  const agent = new http.Agent(options);
  const queued = [];
  const answers = Array.from({ length: 6 }, async (_, index) => {
    const req = http.get({ port, host: '127.0.0.1', path: `/${index}`, agent });
    queued.push(Object.values(agent.requests).flat().length);
    const [res] = await once(req, 'response');
    res.resume();
    await once(res, 'end');
  });
  console.log(options, { queued });
  // One answer at a time, to the earliest request, when as many are there as may be.
  const limit = options.maxSockets ?? options.maxTotalSockets;
  for (let index = 0; index < 6; index += 1) {
    while (held.size < Math.min(limit, 6 - index)) {
      arrived = Promise.withResolvers();
      await arrived.promise;
    }
    await delay(10); // for what should not arrive
    const paths = [...held.keys()].sort();
    console.log(paths.join(' '));
    held.get(paths[0]).end();
    held.delete(paths[0]);
    await answers[index];
  }
  agent.destroy();
}
console.log(http.globalAgent.keepAlive, http.globalAgent.maxSockets, http.globalAgent.maxFreeSockets, http.globalAgent.scheduling, http.globalAgent.options.timeout);
server.close();
