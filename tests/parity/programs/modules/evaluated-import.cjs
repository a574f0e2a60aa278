// import() in code that is made of text belongs to the file that makes it.
const attempt = async (name, run) => {
  try {
    console.log(name, await run());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* () {}.constructor;
(async () => {
  await attempt('new Function', () => new Function('name', 'return import(name)')('node:path').then(({ sep }) => sep));
  await attempt('file', () => new Function('name', 'return import(name)')('./evaluated-import.cjs').then(Object.keys));
  await attempt('missing', () => new Function('name', 'return import(name)')('./none.mjs'));
  await attempt('Function', () => Function('path = import("path")', 'return path')().then(({ sep }) => sep));
  await attempt('AsyncFunction', () => new AsyncFunction('name', 'const { sep } = await import(name); return sep')('path'));
  await attempt('GeneratorFunction', async () => (await new GeneratorFunction('yield import("path")')().next().value).sep);
  await attempt('eval', () => eval('import("path")').then(({ sep }) => sep));
  await attempt('indirect', () => (0, eval)("import('path')").then(({ sep }) => sep));
  const name = 'path';
  await attempt('template', () => eval(`import("${name}")`).then(({ sep }) => sep));
  const quoted = ["eval('import(\"path\")')", 'eval("import(name)")', `eval('import(name)')`];
  console.log(quoted, 'In CommonJS use eval("import(name)")'); // eval("import(name)")
  console.log({ $eval: (text) => text }.$eval('import(name)'));
  for (const text of quoted) await attempt('eval in a text', () => new Function('name', `return ${text}`)('path').then(({ sep }) => sep));
  console.log(Function === (() => {}).constructor, Function.prototype.constructor === Function, Object.getPrototypeOf(AsyncFunction) === Function, Function.name, Function.length, AsyncFunction.name);
  console.log(new Function('a', 'b', 'return a + b').toString(), (() => {}) instanceof Function, Object.getOwnPropertyDescriptor(globalThis, 'Function').enumerable);
  class Own extends Function {
    method() { return this(); }
  }
  console.log(new Own('return 5').method(), new Own() instanceof Function, new Own().constructor === Own);
  await attempt('not a function', () => new Function('a b'));
})();
