/**
 * The module `lab`, which a check imports: it steers the clock, the wires and the processes of the project
 * that is checked. Whoever runs the check (the engine's page, or a runner of real Node) does what is asked.
 * Time stands still; it passes when `clock.advance` says so.
 */
import { createServer } from 'node:net';
import { inspect } from 'node:util';

const waiting = new Map();
let next = 1;
const { send, hold } = process.send ? overChannel() : overSocket();

/** In real Node: the channel to the parent process. */
function overChannel() {
  process.on('message', (message) => message.type === 'answer' && settle(message));
  process.channel.unref();
  return { send: (message) => process.send(message), hold: (on) => (on ? process.channel.ref() : process.channel.unref()) };
}

/** In the engine: a connection that the page opens to this process; a line of JSON each. */
function overSocket() {
  let socket;
  const unsent = [];
  const server = createServer((connection) => {
    socket = connection.setEncoding('utf8').unref();
    if (waiting.size > 0) socket.ref();
    let text = '';
    socket.on('data', (part) => {
      const lines = (text + part).split('\n');
      text = lines.pop();
      for (const line of lines) settle(JSON.parse(line));
    });
    for (const line of unsent.splice(0)) socket.write(line);
  });
  server.listen(Number(process.env.LAB_PORT)).unref();
  return {
    send: (message) => {
      const line = `${JSON.stringify(message)}\n`;
      if (socket) socket.write(line);
      else unsent.push(line);
    },
    hold: (on) => (on ? (socket ?? server).ref() : (server.unref(), socket?.unref())),
  };
}

function settle({ id, error }) {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (waiting.size === 0) hold(false);
  if (error === undefined) resolve();
  else reject(new Error(error));
}

function ask(call, ...values) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const id = next++;
  waiting.set(id, { resolve, reject });
  hold(true);
  send({ type: 'lab', id, call, values });
  return promise;
}

export const clock = {
  now: () => Date.now(),
  advance: (milliseconds) => ask('advance', milliseconds),
};

export const network = {
  delay: (a, b, milliseconds) => ask('link', a, b, { delay: milliseconds }),
  cut: (a, b, how = 'silent') => ask('link', a, b, { cut: how }),
  heal: (a, b) => ask('link', a, b, {}),
};

export const processes = {
  start: (name) => ask('start', name),
  stop: (name) => ask('stop', name),
  kill: (name) => ask('kill', name),
};

/**
 * A reporter of `node:test`: tells whoever runs the check how each test without tests within has ended. A test that
 * is skipped, or still to do, says nothing.
 */
export default async function* report(events) {
  const names = [];
  // How deep the test is nested that has ended before.
  let before = 0;
  for await (const { type, data } of events) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { error, duration_ms: duration } = data.details;
    const within = data.details.type === 'suite' || before > data.nesting;
    before = data.nesting;
    const passed = type === 'test:pass';
    if ((within && (passed || error.failureType === 'subtestsFailed')) || data.skip !== undefined || data.todo !== undefined) continue;
    const message = passed ? undefined : messageOf(error.cause ?? error);
    await ask('report', { name: names.slice(0, data.nesting + 1).join(' › '), passed, message, duration });
  }
}

/** An assertion says what is wrong; of another error its name helps. */
function messageOf(error) {
  if (!(error instanceof Error)) return inspect(error);
  return error.code === 'ERR_ASSERTION' || error.code === 'ERR_TEST_FAILURE' ? error.message : String(error);
}
