/** A connection that is reset right after its end was sent is closed, and lets its process exit. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const program = `
import { connect, createServer } from 'node:net';
import { resetSocket } from ${JSON.stringify(join(import.meta.dirname, '../../scripts/lib/reset-socket.ts'))};

const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('close', () => server.close());
  socket.resume();
}).listen(0, () => {
  const client = connect(server.address().port, () => {
    client.end();
    resetSocket(client);
  });
  client.on('error', ({ code }) => console.log(code));
  client.on('close', () => console.log('closed'));
});
`;

test('a reset that follows an end at once', async () => {
  const words = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 20_000, killSignal: 'SIGKILL' });
  assert.equal(stdout, 'closed\n');
});
