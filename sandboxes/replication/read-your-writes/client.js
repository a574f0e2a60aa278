import { connect } from 'node:net';
import { onLine, say } from './lines.js';

/** A connection to a node. Answers may come in any order: they carry an id. */
export function open(port) {
  const socket = connect({ port, noDelay: true }); // small messages, at once
  const waiting = new Map(); // id → how to end the wait
  let last = 0;
  let why = 'the node is gone';
  onLine(socket, ({ id, error, ...message }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(Object.assign(new Error(error), { status: 409 }));
    else resolve?.(message);
  });
  const gone = () => Object.assign(new Error(why), { status: 503 });
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });
  return {
    ask: (message) => new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(gone());
      last += 1;
      waiting.set(last, { resolve, reject });
      say(socket, { ...message, id: last });
    }),
    close: (reason = why) => {
      why = reason;
      socket.destroy();
    },
  };
}

/** One question over a connection of its own, and at most so many milliseconds. */
export async function ask(port, message, timeout = 2000) {
  const node = open(port);
  const timer = setTimeout(() => node.close(`no answer in ${timeout} ms`), timeout);
  try {
    return await node.ask(message);
  } finally {
    clearTimeout(timer);
    node.close();
  }
}
