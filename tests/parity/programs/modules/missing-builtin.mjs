import nothing from 'node:nothing';
console.log(nothing);
