/** Forgeries: a server that must not notice anything, and a process that sends the kernel messages that none should. */

export const VICTIM = `
import http from 'node:http';
process.on('uncaughtException', (error) => console.log('victim lost ' + error.message));
// Without a time-out between requests: on a busy machine its end would meet the next request, as in Node.
http.createServer({ keepAliveTimeout: 0 }, (request, response) => response.end('victim')).listen(3000, () => {
  console.log('victim listens');
  // A connection of its own, whose numbers a forger will guess.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let asked = 0;
  const again = () => http.get({ port: 3000, agent }, (response) => {
    let body = '';
    response.on('data', (chunk) => { body += chunk; });
    response.on('end', () => {
      if (body !== 'victim') console.log('victim lost an answer: ' + body);
      if ((asked += 1) < 200) setTimeout(again, 5);
    });
    response.on('error', (error) => console.log('victim lost ' + error.message));
  }).on('error', (error) => console.log('victim lost ' + error.message));
  again();
});
`;

/** \`saved.postMessage\` is the browser's own (see engineWithNatives in hostile.test.ts). */
export const FORGERIES = `
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
// Who listens first has the port, and that is to be the victim.
const listens = () => new Promise((resolve) => {
  const socket = connect(3000).on('error', () => resolve(false)).on('connect', () => { socket.destroy(); resolve(true); });
});
while (!await listens()) await pause(20);
const { postMessage } = globalThis.saved;
const bytes = () => new ArrayBuffer(8);
const numbers = [0, 1, -1, 0.5, NaN, Infinity, 2 ** 24 + 1, 2 ** 31, 2 ** 32, 2 ** 48, 2 ** 48 + 1, 2 ** 53, '1', '__proto__', null, undefined, {}, [], 1n, true];
for (let pid = 1000; pid < 1006; pid += 1) for (let n = 0; n < 6; n += 1) numbers.push(pid * 2 ** 24 + 1 + n, 2 ** 48 + n);
const types = [
  'data', 'consumed', 'end', 'close', 'reset', 'spawn', 'signal', 'handles', 'leftover', 'thread', 'stop-thread', 'ready', 'started', 'listen', 'unlisten', 'connect', 'output', 'notice', 'rest', 'clock', 'files', 'files-applied',
  '__proto__', 'constructor', 'toString', 'kill', 'start', 'prepare', 'failed', 'taken', 'boot', 'run', '', null, 7, {}, undefined,
];
const send = (message, transfer) => { try { postMessage(message, transfer ?? []); } catch {} };
for (const garbage of [null, undefined, 0, '', 'exit', [], {}, new Map(), new Date(), /x/, new Error('x'), 1n, new Uint8Array(9), { type: { type: 'exit' } }]) send(garbage);
for (const type of types) {
  send({ type });
  for (const number of numbers) {
    send({ type, connection: number, port: number, pid: number, count: number, code: number, next: number, seen: number, stream: number, text: '', bytes: bytes() });
    send({ type, connection: number, port: 3000, pid: 1000, bytes: null, count: -1e9, address: number, stream: 'stdout', text: number === undefined ? 'x' : '' });
  }
}
const polluted = JSON.parse('{"type":"output","stream":"__proto__","text":"p","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
send(polluted);
send({ type: 'listen', port: 3000, address: '127.0.0.1' });
send({ type: 'unlisten', port: 3000 });
for (const port of [-1, 0, 65_536, 1e9, 1.5, NaN, '4000', [4001], { valueOf: 4002 }]) send({ type: 'listen', port, address: '0.0.0.0' });
// Processes and signals: only what a process may do has an effect.
for (const number of numbers) {
  send({ type: 'spawn', start: { pid: number, argv0: 'node', execArgv: [], argv: ['forger.js'], env: {}, cwd: '/', files: { nodes: [], entries: [], contents: [] }, applied: number, stdio: [] } });
  send({ type: 'spawn', start: { pid: number, stdio: [null, { type: 'given' }, { type: 'pipe', own: number, other: number }] } });
  if (typeof SharedArrayBuffer === 'function') {
    for (const shared of [null, number, new SharedArrayBuffer(1), new SharedArrayBuffer(2 ** 18 + 12)]) {
      send({ type: 'spawn-sync', shared, start: { stdio: [{ type: 'pipe', own: number, other: number }, null, { type: 'given' }], inputs: [number], timeout: number } });
      send({ type: 'spawn-sync', shared, start: { stdio: [{ type: 'pipe', own: number, other: number }], inputs: number } });
      send({ type: 'spawn-sync', shared, start: { cwd: '/', env: {}, argv0: number, execArgv: number, argv: number, stdio: [{ type: 'pipe', own: number, other: number }], inputs: [number], timeout: number, maxBuffer: number, killSignal: number } });
      send({ type: 'reply-next' });
    }
  }
  send({ type: 'files-applied', applied: number });
  send({ type: 'channel', channel: number, name: number });
  send({ type: 'broadcast', channel: number, message: number });
  send({ type: 'channel', channel: number });
  const node = { id: 'x' + String(number), kind: 'file', attributes: [], contents: new Uint8Array(1) };
  const [nodes, entries, contents] = [[node], [['/', 'forged', node.id, true]], [{ id: node.id, attributes: [], writes: [] }]];
  send({ type: 'files', applied: number, changes: { nodes, entries, contents } });
  for (const wrong of [number, [number], [[number]], [[number, number, number]], [['/', '..', '/']], [['/', 'a/b', node.id]], [['/', 'loop', '/']], [{ id: number, kind: number, attributes: number }]]) {
    send({ type: 'files', applied: number, changes: wrong });
    send({ type: 'files', applied: 0, changes: { nodes: wrong, entries, contents } });
    send({ type: 'files', applied: 0, changes: { nodes, entries: wrong, contents } });
    send({ type: 'files', applied: 0, changes: { nodes, entries, contents: wrong } });
  }
  for (const fields of [{ attributes: number }, { attributes: [number] }, { kind: number }, { contents: number }, { base: number, contents: undefined }, { target: number, kind: 'link' }, { also: number }, { also: [number] }, { appended: number }]) {
    send({ type: 'files', applied: 0, changes: { nodes: [{ ...node, ...fields, id: 'y' }], entries: [['/', 'forged-too', 'y', true]], contents: [] } });
  }
  for (const fields of [{ cut: number }, { size: number }, { writes: [[number, new Uint8Array(1)]] }, { writes: [[0, number]] }, { appended: number }, { id: number }]) {
    send({ type: 'files', applied: 0, changes: { nodes: [], entries: [], contents: [{ id: node.id, attributes: [], writes: [], ...fields }] } });
  }
  send({ type: 'signal', pid: number, signal: 'NOSUCH' });
  send({ type: 'handles', signal: number, on: number });
  send({ type: 'leftover', connection: number, messages: [{ type: 'data', connection: number, bytes: bytes() }, null, 7] });
  for (const pass of [{ type: 'listener', local: { address: '::', family: 'IPv6', port: 3000 } }, { type: 'connection', connection: number, local: {}, remote: {}, backlog: [], inFlight: 0 }, { type: 'connection' }]) {
    send({ type: 'data', connection: number, bytes: bytes(), pass });
  }
  send({ type: 'close', connection: number, unread: [number] });
  send({ type: 'listen', port: 3000, address: '::', accepts: number });
}
const port = new saved.MessageChannel();
send({ type: 'data', connection: 1, bytes: bytes(), port: port.port1 }, [port.port1]);
send({ type: 'output', stream: 'stdout', text: { toString: null } });
send({ type: 'output', stream: 'stdout', text: '<img src=x onerror=globalThis.polluted=1><script>globalThis.polluted=1</script>' });
for (let n = 0; n < 20_000; n += 1) send({ type: 'notice', text: 'n' });
for (let n = 0; n < 20_000; n += 1) send({ type: 'connect', connection: 7 * 2 ** 24 + n, port: 9 });
for (let n = 0; n < 5_000; n += 1) send({ type: 'missing' + n });
await pause(300);
console.log('all forged');
setInterval(() => {}, 1000);
`;
