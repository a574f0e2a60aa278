/**
 * The module `lab`, which a check imports: it steers the clock, the wires and the processes of the project
 * that is checked. Whoever runs the check (the engine's page, or a runner of real Node) does what is asked.
 * Time stands still; it passes when `clock.advance` says so.
 */
import { createServer } from 'node:net';

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
