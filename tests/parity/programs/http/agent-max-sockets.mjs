// maxSockets and maxTotalSockets queue requests; timings of none matter, the order of answers does.
import http from 'node:http';
import { once } from 'node:events';

let open = 0;
let most = 0;
const server = http.createServer(async (req, res) => {
  open += 1;
  most = Math.max(most, open);
  await new Promise((resolve) => setTimeout(resolve, 10));
  open -= 1;
  res.end(req.url);
});
await once(server.listen(0), 'listening');
const { port } = server.address();

for (const options of [{ maxSockets: 2 }, { maxSockets: 3, keepAlive: true }, { maxTotalSockets: 1 }]) {
  const agent = new http.Agent(options);
  most = 0;
  const order = [];
  const queued = [];
  await Promise.all(Array.from({ length: 6 }, async (_, index) => {
    const req = http.get({ port, path: `/${index}`, agent });
    queued.push(Object.values(agent.requests).flat().length);
    const [res] = await once(req, 'response');
    for await (const part of res) order.push(String(part));
  }));
  console.log(options, { most, queued, order });
  agent.destroy();
}
console.log(http.globalAgent.keepAlive, http.globalAgent.maxSockets, http.globalAgent.maxFreeSockets, http.globalAgent.scheduling, http.globalAgent.options.timeout);
server.close();
