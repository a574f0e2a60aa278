/** A server that nobody should reach: counts connections, whatever they say, and remembers what they asked for. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LeakServer {
  readonly host: string;
  readonly udpPort: number;
  /** TCP connections accepted and UDP packets received so far. */
  readonly connections: number;
  /** Paths asked for, in order. */
  readonly paths: readonly string[];
  close(): void;
}

export async function listenForLeaks(): Promise<LeakServer> {
  let connections = 0;
  const paths: string[] = [];
  // The server allows every origin, so that no way out is missed for want of a header.
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response
      .writeHead(200, {
        'access-control-allow-origin': '*',
        'content-type': 'text/javascript',
        'service-worker-allowed': '/',
      })
      .end('0;');
  });
  server.on('connection', () => (connections += 1));
  server.on('upgrade', (request, socket) => {
    paths.push(request.url ?? '');
    socket.destroy();
  });
  const udp = createSocket('udp4').on('message', () => {
    connections += 1;
    paths.push('udp');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    udpPort: udp.address().port,
    get connections() {
      return connections;
    },
    paths,
    close() {
      server.closeAllConnections();
      server.close();
      udp.close();
    },
  };
}
