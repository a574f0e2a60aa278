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
  const all = [answered(slow).then((status) => (order += status === 200 ? 'S' : '?'))];
  await once(slow, 'finish'); // it is on its way
  for (let n = 0; n < 20; n += 1) {
    all.push(answered(get('/ping')).then(() => (order += '.')));
  }
  await Promise.all(all);
  return { way, answered: order, pingsBeforeSlow: order.indexOf('S') };
}

http
  .createServer((req, res) => {
    race(req.url.slice(1))
      .catch((error) => ({ error: error.message }))
      .then((result) => {
        res.setHeader('Content-Type', 'application/json');
        res.end(JSON.stringify(result));
      });
  })
  .listen(3001);
