// Sends what it is told to, without any rule of a browser, as curl does.
import { once } from 'node:events';
import http from 'node:http';

export async function send(url, { method = 'GET', headers, body }) {
  const request = http.request(url, { method, headers, timeout: 5000 });
  request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
  request.on('error', () => {}); // after the headers, who reads the body is told
  request.end(body);
  const [answer] = await once(request, 'response');
  const bytes = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, text: String(bytes) };
}
