// Signals that a process sends to itself: listeners, errors, the signal 0.
const attempt = (title, work) => {
  try {
    console.log(title, work());
  } catch ({ name, code, syscall, errno, message }) {
    console.log(title, { name, code, syscall, errno, message });
  }
};

attempt('no such process', () => process.kill(2 ** 30, 0));
attempt('unknown name', () => process.kill(process.pid, 'SIGNONE'));
attempt('unknown number', () => process.kill(process.pid, 999));
attempt('no number', () => process.kill('x'));
attempt('signal 0', () => process.kill(process.pid, 0));
attempt('listener of SIGKILL', () => process.on('SIGKILL', () => {}));
attempt('listener of SIGSTOP', () => process.on('SIGSTOP', () => {}));
attempt('ignored by default', () => process.kill(process.pid, 'SIGWINCH'));

// Listeners of signals do not keep a process alive.
const alive = setInterval(() => {}, 1000);
const heard = (signal) => new Promise((resolve) => process.once(signal, (...args) => resolve(args)));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2', 'SIGQUIT', 'SIGALRM']) {
  const listener = heard(signal);
  attempt(signal, () => process.kill(process.pid, signal));
  console.log(await listener);
}

// A listener that is not once hears every one; by number as by name.
let count = 0;
const twice = Promise.withResolvers();
const listener = () => { if ((count += 1) === 2) twice.resolve(); };
process.on('SIGUSR2', listener);
process.kill(process.pid, 12);
await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
process.kill(process.pid, 'SIGUSR2');
await twice.promise;
process.off('SIGUSR2', listener);
console.log('heard', count, process.listenerCount('SIGUSR2'));

clearInterval(alive);
process.on('SIGTERM', () => {});
process.on('exit', (code) => console.log('exit', code));
