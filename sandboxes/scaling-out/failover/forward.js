import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { pipeline } from 'node:stream/promises';

// Connections to instances stay open: the next request saves a round trip.
const agent = new Agent({ keepAlive: true });

// Fields that are for the next neighbor only (RFC 9110 §7.6.1).
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer',
  'transfer-encoding', 'upgrade'];

function endToEnd({ headers }) {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  const mine = new Set([...HOP_BY_HOP, ...named]);
  return Object.entries(headers).filter(([name]) => !mine.has(name));
}

/**
 * Sends the client's request, whose body was read, to an instance, and its answer back.
 * @param fields header fields to set
 * @throws when there is no answer, with the status to tell and the cause
 */
export async function forward(req, res, { port, timeout = 2000, fields = {} }) {
  const { method, originalUrl: path } = req;
  const headers = { ...Object.fromEntries(endToEnd(req)), ...fields };
  // Without it the instance would take the body of a GET for the next request.
  if (req.body) headers['content-length'] = req.body.length;
  const upstream = request({ port, method, path, headers, agent, timeout });
  let isLate = false;
  upstream.on('timeout', () => {
    isLate = true;
    upstream.destroy();
  });
  upstream.on('error', () => {}); // `once` and `pipeline` tell
  upstream.end(req.body);
  let answer;
  try {
    [answer] = await once(upstream, 'response');
  } catch (error) {
    const [status, how] = isLate ? [504, 'late'] : [502, 'gone'];
    throw Object.assign(new Error(`the instance is ${how}`, { cause: error }), { status });
  }
  res.status(answer.statusCode);
  for (const [name, value] of endToEnd(answer)) res.append(name, value);
  await pipeline(answer, res);
}
