/** The same example in real Node, measured the same way in the same run: the other side of every ratio. */
import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';

export interface RealServer {
  readonly port: number;
  readonly child: ChildProcess;
  /** Milliseconds from spawn to the first byte of the first response. */
  readonly firstResponse: number;
}

/** One GET on a connection of its own; resolves with the time when the first byte came, or null when refused. */
function firstByte(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
    );
    socket.once('data', () => {
      resolve(performance.now());
      socket.destroy();
    });
    socket.once('error', () => resolve(null));
  });
}

/** Starts `node server.js` in `folder` and waits for its first answer. */
export async function startRealServer(folder: string, port: number): Promise<RealServer> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(folder, 'server.js')], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  for (;;) {
    const at = await firstByte(port);
    if (at !== null) return { port, child, firstResponse: at - start };
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Requests per second: `connections` kept-alive connections, one request at a time on each. */
export async function throughput(port: number, connections: number, requests: number): Promise<number> {
  const request = Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  let left = requests;
  const start = performance.now();
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1');
          const next = (): void => {
            if (left <= 0) {
              socket.destroy();
              resolve();
              return;
            }
            left -= 1;
            socket.write(request);
          };
          // Answers are smaller than a TCP segment: one `data` event is one response.
          socket.on('data', next);
          socket.on('connect', next);
          socket.on('error', reject);
        }),
    ),
  );
  return requests / ((performance.now() - start) / 1000);
}
