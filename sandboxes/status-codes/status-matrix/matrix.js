import { request } from 'node:http';
import { rows } from './rows.js';

/** Sends one request. @returns the codes of all its answers, and the header to show */
function ask(base, line, { headers = {}, body, expect, upgrade, show }) {
  const [method, path] = line.split(' ');
  return new Promise((resolve, reject) => {
    const codes = [];
    const req = request(`${base}${path}`, {
      method,
      agent: false,
      headers: {
        ...headers,
        ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
        ...(expect && { Expect: '100-continue' }),
        ...(upgrade && { Connection: 'Upgrade', Upgrade: upgrade }),
      },
    });
    let shown;
    const note = (answer) => {
      codes.push(answer.statusCode);
      shown ??= answer.headers[show];
    };
    req.on('information', note); // 1xx, but not 101
    req.on('response', (response) => {
      note(response);
      response.resume().on('end', () => resolve({ codes, shown }));
    });
    req.on('upgrade', (response, socket) => {
      note(response);
      socket.destroy();
      resolve({ codes, shown });
    });
    req.on('error', reject);
    if (!expect) return req.end(body);
    req.on('continue', () => req.end(body)); // only now, and not before
    req.flushHeaders();
  });
}

/** Handler: sends the rows, one after the other, and writes down what came. */
export const matrix = (base) => async (req, res) => {
  const lines = [];
  let created = '/parcels/none';
  for (const [expected, row, { times = 1, ...options }] of rows) {
    const line = row.replace('{new}', created);
    let answer;
    for (let n = 0; n < times; n += 1) answer = await ask(base, line, options);
    if (expected === 201 && answer.shown) created = answer.shown;
    const codes = answer.codes.join(', then ');
    const header = answer.shown ? `  ${options.show}: ${answer.shown}` : '';
    const wrong = answer.codes.includes(expected) ? '' : `  (${expected} is right)`;
    lines.push(`${line.padEnd(24)}${codes}${wrong}${header}`);
  }
  res.type('text/plain').send(`${lines.join('\n')}\n`);
};
