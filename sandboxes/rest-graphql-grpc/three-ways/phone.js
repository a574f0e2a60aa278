import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = `http://localhost:${process.env.PORT ?? 3000}`;

/**
 * A phone behind a wire: so many ms there and back, so many bytes a ms for all answers
 * together. Connections are open already, six at most, as browsers have them.
 */
export function createPhone({ roundTrip, bytesPerMs }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  const count = { requests: 0, rounds: 0, up: 0, down: 0 };
  let free = 0; // when the wire has brought what it was given

  async function send({ path, body }) {
    const { text, up, down } = await exchange(agent, path, body);
    count.requests += 1;
    count.up += up;
    count.down += down;
    free = Math.max(free, Date.now()) + Math.ceil(down / bytesPerMs);
    await sleep(free - Date.now() + roundTrip);
    return JSON.parse(text);
  }

  return {
    count,
    close: () => agent.destroy(),

    /** Sends requests at the same time and waits for all answers. */
    round(...requests) {
      count.rounds += 1;
      return Promise.all(requests.map((each) =>
        send(typeof each === 'string' ? { path: each } : each)));
    },
  };
}

/** One request, and how many bytes it took in each direction. */
function exchange(agent, path, body) {
  return new Promise((resolve, reject) => {
    const method = body ? 'POST' : 'GET';
    const headers = body && { 'Content-Type': 'application/json' };
    let before;
    const options = { agent, method, headers };
    const request = http.request(HOST + path, options, (response) => {
      const { socket } = response; // let go of when the body has ended
      response.toArray().then((pieces) => {
        const text = Buffer.concat(pieces).toString();
        if (response.statusCode !== 200) reject(new Error(`${path}: ${text}`));
        const up = socket.bytesWritten - before.up;
        resolve({ text, up, down: socket.bytesRead - before.down });
      }, reject);
    });
    request.on('socket', ({ bytesRead, bytesWritten }) => {
      before = { down: bytesRead, up: bytesWritten };
    });
    request.setTimeout(5000, () => request.destroy(new Error('no answer in 5 s')));
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}
