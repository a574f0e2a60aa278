// Asks as everybody for everything, over HTTP, and says what came.
import { reset } from './blog.js';
import { resetTaught } from './taught.js';

export const PEOPLE = [
  ['nobody', undefined],
  ['viewer', 'demo-vic'],
  ['author', 'demo-ann'],
  ['editor', 'demo-eve'],
  ['admin', 'demo-ada'],
  ['moderator', 'demo-mod'],
];
const blog = [
  ['GET', '/posts', 'list'],
  ['GET', '/posts/3', "read Ann's draft"],
  ['POST', '/posts', 'create'],
  ['PUT', '/posts/1', "edit Ann's post"],
  ['PUT', '/posts/2', "edit Eve's post"],
  ['POST', '/posts/3/publish', "publish Ann's draft"],
  ['DELETE', '/posts/1', "delete Ann's post"],
  ['DELETE', '/posts/2', "delete Eve's post"],
  ['DELETE', '/posts/99', 'delete what is not there'],
  ['GET', '/users', 'list users'],
  ['PUT', '/users/3/role', 'change a role'],
];
const taught = [
  ['DELETE', '/posts/1', "delete Ann's post"],
  ['DELETE', '/posts/2', "delete Eve's post"],
  ['DELETE', '/posts/4', "delete nobody's post"],
  ['DELETE', '/posts/99', 'delete what is not there'],
];
export const servers = { blog, taught };

/** @returns the status of a request to one of the two servers, each time anew */
async function ask(port, server, token, [method, path]) {
  reset();
  resetTaught();
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const hasBody = method === 'POST' || method === 'PUT';
  const response = await fetch(`http://localhost:${port}/${server}${path}`, {
    method, headers, body: hasBody ? '{"title":"Snow"}' : undefined,
    signal: AbortSignal.timeout(5000),
  });
  await response.arrayBuffer();
  return response.status;
}

export async function matrixOf(port, server) {
  const head = PEOPLE.map(([name]) => name.padEnd(8)).join('').trimEnd();
  const lines = [' '.repeat(26) + head];
  for (const request of servers[server]) {
    const statuses = [];
    for (const [, token] of PEOPLE)
      statuses.push(await ask(port, server, token, request));
    const row = statuses.map((status) => String(status).padEnd(8)).join('').trimEnd();
    lines.push(request[2].padEnd(26) + row);
  }
  reset();
  return lines.join('\n');
}
