// The frames below the reader's own: process.processImmediate and process.processTimers in Node.
const last = (name) => console.log(name, /at (\S+) \(node:internal\/timers/.exec(new Error().stack.split('\n').at(-1))?.[1]);
setImmediate(() => {
  last('immediate');
  setTimeout(() => last('timer'), 1);
});
