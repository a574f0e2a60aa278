/* Threads, children and tests whose files have types; and text with types that is no file. */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

const run = async (...args: string[]): Promise<unknown[]> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
    return [args, stdout + stderr];
  } catch (error: any) {
    return [args, error.code, error.stdout, error.stderr.replace(/ +at .*\n/g, '').replace(/^node:.*\n.*\n.*\n\n/gm, '').replaceAll(import.meta.dirname, '.')];
  }
};
const worker: Worker = new Worker(new URL('./worker.mts', import.meta.url), { workerData: { n: 20 } satisfies { n: number } });
console.log('worker', ...(await once(worker, 'message') as [number]));
const text = new Worker('const n: number = 3; require("node:worker_threads").parentPort.postMessage(n as number)', { eval: true });
console.log('text', ...(await once(text, 'message') as [number]));
const child: ChildProcess = fork(new URL('./child.cts', import.meta.url), ['word']);
child.send({ question: 6 });
console.log('child', ...(await once(child, 'message')));
const ended: unknown[][] = await Promise.all([
  run('-e', 'const a: string = "typed"; console.log(a, require("./child.cts").answer(1))'),
  run('-e', 'import { sep } from "node:path"; const a: string = sep; console.log(a)'),
  run('-e', 'enum A { B }'),
  run('-e', 'const typed: number;'),
  run('--enable-source-maps', '--import', './worker.mts', 'child.cts', 'refused'),
  run('-p', '(1 as number) + 1'),
  run('--input-type=module-typescript', '-e', 'import os from "node:os"; const e: string = os.EOL; console.log(e.length)'),
  run('--no-strip-types', 'child.cts'),
  run('--no-experimental-strip-types', '-e', 'console.log(process.features.typescript); let a: number;'),
  run('--test', '--test-reporter=tap'),
]);
for (const each of ended) console.log(...each);
