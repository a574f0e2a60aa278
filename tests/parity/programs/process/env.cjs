process.env.NUMBER = 12;
process.env.NOTHING = undefined;
console.log(process.env.NUMBER, typeof process.env.NUMBER, process.env.NOTHING, process.env.MISSING);
console.log('NUMBER' in process.env, delete process.env.NUMBER, 'NUMBER' in process.env);
for (const attempt of [
  () => { process.env[Symbol('x')] = 1; },
  () => { process.env.SYMBOL = Symbol('y'); },
  () => Object.defineProperty(process.env, 'FIXED', { value: 'x' }),
]) {
  try {
    attempt();
    console.log('accepted');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(Object.prototype.toString.call(process.env), process.env instanceof Object, process.env.toString === Object.prototype.toString);
