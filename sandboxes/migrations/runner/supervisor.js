// Starts runners as processes, and lets each go as far as a scenario says.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'migrate.js');

/** Resolves when the runner is connected; from then on it runs to its first stop. */
export async function start(way, set) {
  const child = fork(program, [way, set]);
  const messages = []; // that have come and nobody has read
  let wake = () => {};
  const put = (message) => {
    messages.push(message);
    wake();
  };
  child.on('message', put);
  const gone = once(child, 'exit').then(() => put({ error: 'killed' }));
  await next(); // it says that it is connected, or that it could not

  /** The next stop, or how it ended. */
  async function next() {
    while (messages.length === 0) await new Promise((resolve) => (wake = resolve));
    const { error, done } = messages[0];
    return error || done ? messages[0] : messages.shift(); // an end stays the end
  }
  const go = () => child.connected && child.send('go');
  return {
    next,
    go,
    /** Runs on without a stop. @returns what it applied, or why it failed */
    async finish() {
      for (let said = await next(); ; said = await next()) {
        if (!said.at) {
          child.kill();
          return said.error ? `fails: ${said.error}` : `applies ${list(said.done)}`;
        }
        go();
      }
    },
    async kill() {
      child.kill('SIGKILL'); // no handler, no ROLLBACK
      await gone;
    },
  };
}
const list = (names) => (names.length > 0 ? names.join(', ') : 'nothing');
