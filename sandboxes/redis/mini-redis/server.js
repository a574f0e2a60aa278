import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { createClient } from 'redis';
import { show, split } from './console.js';

const MOST = 30; // lines of a request

/** A connection of its own for each request, since MULTI belongs to a connection. */
function newClient() {
  const client = createClient({
    socket: { connectTimeout: 1000, reconnectStrategy: false },
  });
  client.on('error', (error) => console.error('redis:', error.message));
  return client;
}

const app = express();
app.use(express.text({ limit: '10kb' }));
app.use((req, res, next) => {
  const lines = String(req.body ?? '').split('\n');
  req.commands = lines.filter((line) => line.trim() !== '');
  if (req.commands.length <= MOST) return next();
  res.status(422).json({ problem: `${MOST} commands at most.` });
});

/** A command that has been sent has no time-out of its own. */
async function inTime(answer) {
  const late = sleep(1000, null, { ref: false }).then(() => {
    throw Object.assign(new Error('no answer within a second'), { status: 503 });
  });
  return Promise.race([answer, late]);
}

/** Sends each line by the client, one after the other, and shows what it gave. */
app.post('/commands', async (req, res) => {
  const client = newClient();
  const lines = [];
  try {
    await inTime(client.connect());
    for (const command of req.commands) {
      const answer = inTime(client.sendCommand(split(command)));
      lines.push(`> ${command}`, show(await answer.catch((error) => error)));
    }
  } finally {
    client.destroy();
  }
  res.type('text').send(`${lines.join('\n')}\n`);
});

/** Writes each line as Redis wants it, and shows the bytes of both directions. */
app.post('/wire', (req, res, next) => {
  const socket = connect(6379, '127.0.0.1');
  socket.setTimeout(1000, () => socket.destroy(new Error('Redis has not answered')));
  const lines = [];
  const commands = req.commands.map(split);
  const send = () => {
    const words = commands.shift();
    if (!words) return socket.end() && res.type('text').send(`${lines.join('\n')}\n`);
    const bytes = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    const message = `*${words.length}\r\n${bytes.join('')}`;
    lines.push(`to    ${JSON.stringify(message)}`);
    socket.write(message);
  };
  socket.on('connect', send);
  socket.on('error', next);
  socket.on('data', (bytes) => {
    lines.push(`from  ${JSON.stringify(String(bytes))}`);
    send();
  });
});

app.use((error, req, res, _next) => {
  const isAway = error.code === 'ECONNREFUSED';
  res.status(error.status ?? (isAway ? 503 : 500)).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
