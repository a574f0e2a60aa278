// PostgreSQL behind a port, for the processes that do not own the database: bytes in, bytes out.
import { createServer } from 'node:net';
import { PGlite } from '@electric-sql/pglite';

const SSL_REQUEST = 80877103;
const FULL = 'SFATAL\0VFATAL\0C53300\0Msorry, too many clients already\0\0';
const database = await PGlite.create();
let connected = false;

/** Cuts complete messages off the bytes that have come: the first has no letter before its length. */
function takeMessage(bytes, first) {
  const start = first ? 0 : 1;
  if (bytes.length < start + 4) return undefined;
  const end = start + bytes.readUInt32BE(start);
  return bytes.length < end ? undefined : bytes.subarray(0, end);
}

async function serve(socket) {
  let bytes = Buffer.alloc(0);
  let first = true;
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    for (let message; (message = takeMessage(bytes, first)); ) {
      bytes = bytes.subarray(message.length);
      if (first && message.readUInt32BE(4) === SSL_REQUEST) {
        socket.write('N');
        continue;
      }
      first = false;
      if (message[0] === 'X'.charCodeAt(0)) return;
      socket.write(await database.execProtocolRaw(new Uint8Array(message)));
    }
  }
}

const server = createServer(async (socket) => {
  socket.on('error', () => {});
  if (connected) {
    const head = Buffer.from('E\0\0\0\0');
    head.writeUInt32BE(4 + FULL.length, 1);
    socket.end(Buffer.concat([head, Buffer.from(FULL)]));
    return;
  }
  connected = true;
  await serve(socket).catch(() => {});
  // The next client finds a fresh session.
  await database.exec('ROLLBACK');
  await database.exec('DISCARD ALL');
  connected = false;
  socket.end();
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => process.send?.(server.address().port));
process.on('message', async () => {
  server.close();
  await database.close();
  process.disconnect();
});
