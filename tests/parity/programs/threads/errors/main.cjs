const { Worker } = require('node:worker_threads');

const run = (source) => new Promise((resolve) => {
  const seen = [];
  const worker = new Worker(source, { eval: true });
  worker.on('error', (error) => seen.push([error?.constructor?.name, error instanceof Error, error?.message ?? error, error?.code]));
  worker.on('message', (message) => seen.push(['message', message]));
  worker.on('messageerror', (error) => seen.push(['messageerror', error.message]));
  worker.on('exit', (code) => resolve([...seen, ['exit', code]]));
});

(async () => {
  console.log(await run('throw new TypeError("thrown")'));
  console.log(await run('throw Object.assign(new Error("coded"), { code: "E_CODED" })'));
  console.log(await run('Promise.reject(new RangeError("rejected"))'));
  console.log(await run('throw "text"'));
  console.log(await run('process.exit(7)'));
  console.log(await run('process.exitCode = 3'));
  console.log(await run('setTimeout(() => nowhere(), 1)'));
  console.log(await run('process.on("uncaughtException", (error) => require("worker_threads").parentPort.postMessage(error.message)); throw new Error("caught inside")'));
  console.log(await run('syntax error here').then((seen) => seen.map(([name]) => name)));
  try {
    new Worker('relative.js');
  } catch (error) {
    console.log(error.code);
  }
  // Options that a thread cannot have: unknown ones, those of the whole process, V8's, and wrong values.
  for (const options of [
    { execArgv: ['--bogus', '--no-warnings', '--max-old-space-size=100', '--expose-gc', '--title=x'] }, { execArgv: ['--no-title'] }, { execArgv: ['--conditions'] },
    { execArgv: ['--unhandled-rejections=foo', '--bogus'] }, { execArgv: ['--stack-trace-limit=5'] }, { execArgv: ['--no-warnings', 'file', '--bogus'] },
    ...['--bogus', '--title=x', '--conditions', '--no-warnings "', '--expose-gc --stack-trace-limit=5'].map((NODE_OPTIONS) => ({ env: { NODE_OPTIONS } })),
  ]) {
    try {
      new Worker('', { ...options, eval: true });
      console.log('started');
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  const missing = new Worker('./not-there.js');
  missing.on('error', (error) => console.log(error.code));
})();
