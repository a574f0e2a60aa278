import { createServer } from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';
import { refusal, visitorOf } from './door.js';
import { count, join, say } from './room.js';

const HEARTBEAT = 5_000; // in earnest 30 seconds
const app = express();
app.get('/count', (req, res) => res.json({ members: count() }));

// The event stream: from the server to the page only, over plain HTTP.
app.get('/events', (req, res) => {
  if (!visitorOf(req)) return res.status(401).end();
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  res.write('retry: 2000\n\n');
  const lastSeen = req.get('Last-Event-ID');
  const leave = join(
    {
      send: ({ id, ...rest }) =>
        res.write(`id: ${id}\ndata: ${JSON.stringify(rest)}\n\n`),
      waiting: () => res.writableLength,
      drop: () => res.destroy(),
    },
    /^\d{1,15}$/.test(lastSeen) ? Number(lastSeen) : undefined,
  );
  const comment = setInterval(() => res.write(':\n\n'), 15_000);
  res.on('close', () => {
    clearInterval(comment);
    leave();
  });
});

const server = createServer(app);
const chat = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });

server.on('upgrade', (req, socket, head) => {
  socket.on('error', () => socket.destroy());
  const why = refusal(req);
  if (why) {
    socket.end(`HTTP/1.1 ${why}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  chat.handleUpgrade(req, socket, head, (ws) => chat.emit('connection', ws, req));
});

chat.on('connection', (ws, req) => {
  const name = visitorOf(req);
  const leave = join({
    send: (message) => ws.send(JSON.stringify(message)),
    waiting: () => ws.bufferedAmount,
    drop: () => ws.terminate(),
  });
  ws.isAlive = true;
  ws.on('pong', () => (ws.isAlive = true));
  ws.on('message', (data) => say(name, data.toString())); // data is a Buffer
  ws.on('error', (error) => console.log(`${name}: ${error.message}`));
  ws.on('close', leave);
});

setInterval(() => {
  for (const ws of chat.clients) {
    if (!ws.isAlive) {
      console.log('no pong since the last ping: terminated');
      ws.terminate();
      continue;
    }
    ws.isAlive = false;
    ws.ping();
  }
}, HEARTBEAT);

server.listen(process.env.PORT ?? 3000);
