import thing from './library.mjs';
console.log(thing);
