import { once } from 'node:events';
import { WebSocket } from 'ws';

const SHOP = 'https://shop.example';

/** As a page of `origin` does. @returns the socket, or the status of the refusal */
export async function openSocket({ session, origin = SHOP, ...options }) {
  const socket = new WebSocket('ws://localhost:3000/chat', {
    headers: { Origin: origin, ...(session && { Cookie: `session=${session}` }) },
    ...options,
  });
  socket.on('error', () => {});
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (req, res) => {
      req.destroy();
      resolve(res.statusCode);
    });
    socket.on('error', reject);
  });
}

/** What a browser's EventSource does with one connection. Ends when it is aborted. */
export async function listen({ session, lastEventId, signal }, hear) {
  const response = await fetch('http://localhost:3000/events', {
    headers: {
      Accept: 'text/event-stream',
      Cookie: `session=${session}`,
      ...(lastEventId && { 'Last-Event-ID': lastEventId }),
    },
    signal,
  });
  read(response.body, hear).catch(() => hear('is cut off'));
}

async function read(body, hear) {
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop(); // what comes after the last empty line is not whole yet
    for (const event of events) {
      const id = /^id: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data) hear(`hears ${JSON.parse(data).text}`, id);
    }
  }
}

export const closed = async (socket) => (await once(socket, 'close'))[0];
