// The usual chain in front of an Express program, seen from a browser's side.
import compression from 'compression';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import express from 'express';
import session from 'express-session';
import helmet from 'helmet';
import morgan from 'morgan';

const app = express();
app.use(morgan(':method :url :status :res[content-length] ":referrer"'));
app.use(helmet({ contentSecurityPolicy: { directives: { 'img-src': ["'self'", 'data:'] } } }));
app.use(cors({ origin: [/\.example$/, 'https://port3000.test'], credentials: true, maxAge: 600, exposedHeaders: ['X-Total'] }));
app.use(compression({ threshold: 100 }));
app.use(cookieParser('a secret'));
app.use(session({ secret: 'keyboard', resave: false, saveUninitialized: false, genid: () => 'session-1', cookie: { httpOnly: true, sameSite: 'lax' } }));

app.get('/cookies', (request, response) => {
  response.cookie('plain', 'a b', { path: '/' });
  response.cookie('signed', { user: 7 }, { signed: true, httpOnly: true });
  response.json({ cookies: request.cookies, signed: request.signedCookies });
});
app.get('/visits', (request, response) => {
  request.session.visits = (request.session.visits ?? 0) + 1;
  response.json({ visits: request.session.visits });
});
app.get('/logout', (request, response, next) => request.session.destroy((error) => (error ? next(error) : response.sendStatus(204))));
app.get('/long', (request, response) => response.type('txt').send('port 3000 '.repeat(2000)));
app.get('/short', (request, response) => response.type('txt').send('short'));

const server = app.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  let jar = '';
  const get = async (path, headers = {}, method = 'GET') => {
    const response = await fetch(base + path, { method, headers: { connection: 'close', ...(jar && { cookie: jar }), ...headers } });
    const text = await response.text();
    const set = response.headers.getSetCookie();
    if (set.length > 0) jar = set.map((cookie) => cookie.split(';')[0]).join('; ');
    console.log(method, path, response.status, text.length > 200 ? `${text.length} characters` : text, set);
    return response.headers;
  };
  const headers = await get('/short');
  console.log(Object.fromEntries([...headers].filter(([name]) => !['date', 'etag', 'connection', 'keep-alive'].includes(name))));
  console.log(Object.fromEntries([...await get('/short', { origin: 'https://a.example' })].filter(([name]) => name.startsWith('access-control') || name === 'vary')));
  console.log(Object.fromEntries([...await get('/short', { origin: 'https://evil.test' })].filter(([name]) => name.startsWith('access-control'))));
  console.log(Object.fromEntries([...await get('/short', { origin: 'https://port3000.test', 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-one' }, 'OPTIONS')].filter(([name]) => name.startsWith('access-control'))));
  await get('/cookies');
  await get('/cookies');
  jar = 'signed=s%3Aforged.signature; plain=x';
  await get('/cookies');
  jar = '';
  await get('/visits');
  await get('/visits');
  await get('/logout');
  jar = 'connect.sid=s%3Asession-1.wrong';
  await get('/visits');
  for (const encoding of ['gzip', 'br', 'deflate', 'identity']) {
    console.log(encoding, (await get('/long', { 'accept-encoding': encoding })).get('content-encoding'));
  }
  console.log((await get('/short', { 'accept-encoding': 'gzip' })).get('content-encoding'));
  server.close();
});
