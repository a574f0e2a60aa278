// What the default error handler prints, in order with everything else: on stderr in development, nothing in test.
import express from 'express';
import { once } from 'node:events';

const order = [];
const { write } = process.stderr;
process.stderr.write = (text, ...rest) => {
  order.push(`stderr ${String(text).split('\n')[0]}`);
  return typeof rest.at(-1) === 'function' ? rest.at(-1)() : true;
};
async function requests(env) {
  const app = express();
  app.set('env', env);
  app.use((req, res, next) => {
    order.push(`in ${req.url}`);
    res.on('finish', () => order.push(`finish ${req.url} ${res.statusCode}`));
    res.on('close', () => order.push(`close ${req.url}`));
    next();
  });
  app.get('/sync', () => { throw new Error('thrown'); });
  app.get('/async', async () => { await null; throw new Error('rejected'); });
  app.get('/next', (req, res, next) => next(Object.assign(new Error('given'), { status: 403 })));
  app.get('/string', (req, res, next) => next('a string'));
  app.get('/late', (req, res) => { res.write('begun'); throw new Error('too late'); });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  for (const path of ['/sync', '/async', '/next', '/string', '/late', '/none']) {
    let answer;
    try {
      const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
      answer = `${response.status} ${(await response.text()).length > 0}`;
    } catch (error) {
      answer = `${error.message} ${error.cause.code}`;
    }
    order.push(`answer ${path} ${answer}`);
  }
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  console.log(env, order.splice(0));
}
await requests('development');
await requests('test');
process.stderr.write = write;
