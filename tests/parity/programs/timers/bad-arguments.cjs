for (const attempt of [() => setTimeout('text'), () => setInterval(), () => setImmediate(12), () => queueMicrotask({}), () => process.nextTick()]) {
  try {
    attempt();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
setTimeout(() => console.log('too long means one'), 2 ** 31);
setTimeout(() => console.log('negative'), -1);
setTimeout(() => console.log('not a number'), NaN);
