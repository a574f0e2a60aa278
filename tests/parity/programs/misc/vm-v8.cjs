const vm = require('node:vm');
const v8 = require('node:v8');
const context = vm.createContext({ x: 2, console });
console.log(vm.runInContext('x * 21', context), vm.runInNewContext('a + b', { a: 1, b: 2 }), vm.runInThisContext('typeof require'), vm.isContext(context), vm.isContext({}), new vm.Script('1 + 1').runInThisContext());
vm.runInContext('var y = x + 1; globalThis.z = 9; function f() { return y; }', context);
console.log(context.y, context.z, typeof context.f, typeof y);
try { new vm.Script('let = ;', { filename: 'bad.vm' }); } catch (error) { console.log(error.name, error.message, error.stack.split('\n')[0]); }
try { vm.runInThisContext('throw new Error("from vm")', 'file.vm'); } catch (error) { console.log(error.stack.split('\n').slice(0, 2).join('\n')); }
console.log(vm.compileFunction('return a + this.b', ['a'])?.call({ b: 1 }, 2));
console.log(v8.deserialize(v8.serialize({ a: [1, new Map([[1, 2]])], d: new Date(0) })), typeof v8.getHeapStatistics().total_heap_size);
