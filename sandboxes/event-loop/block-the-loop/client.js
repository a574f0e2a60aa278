// Sends one slow request and, while it is under way, twenty quick ones.
import { once } from 'node:events';
import http from 'node:http';

const SLOW = 1000000000000037; // the first prime above 10^15
const server = 'http://localhost:3000';

async function answered(request) {
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}
const get = (path) => http.get(server + path, { agent: false });

async function race(way) {
  let order = ''; // S and a dot for each ping, as the answers come
  const slow = get(`/prime/${way}?n=${SLOW}`);
  const ping = () => answered(get('/ping')).then(() => (order += '.'));
  await Promise.all([
    answered(slow).then((status) => (order += status === 200 ? 'S' : '?')),
    // as soon as the slow one is on its way
    once(slow, 'finish').then(() => Promise.all(Array.from({ length: 20 }, ping))),
  ]);
  return { way, answered: order, pingsBeforeSlow: order.search(/[S?]/) };
}

const ways = ['blocking', 'turns', 'thread', 'pool'];
const client = http.createServer(async (req, res) => {
  const way = req.url.slice(1);
  let result = { error: `GET one of /${ways.join(', /')}` };
  if (ways.includes(way)) {
    result = await race(way).catch((error) => ({ error: error.message }));
  }
  if (result.error !== undefined) res.statusCode = ways.includes(way) ? 502 : 404;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(result));
});
client.listen(3001);
