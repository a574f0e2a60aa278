import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

const shown = new Worker('console.log("shown by the main thread"); console.error("so is this")', { eval: true });
await once(shown, 'exit');

const kept = new Worker('process.stdout.write("kept "); console.log("back")', { eval: true, stdout: true });
console.log('got', JSON.stringify(await text(kept.stdout)));

const fed = new Worker('process.stdin.on("data", (data) => console.log(`read ${data}`)).on("end", () => console.log("end"))', { eval: true, stdin: true });
fed.stdin.write('one');
fed.stdin.end('two');
console.log(await once(fed, 'exit'));
