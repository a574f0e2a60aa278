// What stacks call process, and what it is.
console.log(process.constructor.name, Object.getPrototypeOf(process).constructor === process.constructor, Object.getPrototypeOf(Object.getPrototypeOf(process)).constructor.name);
console.log(Object.prototype.toString.call(process), Object.keys(Object.getPrototypeOf(process)));
process.nextTick(() => console.log(new Error('here').stack.split('\n').at(-1).trim().split(' ')[1]));
