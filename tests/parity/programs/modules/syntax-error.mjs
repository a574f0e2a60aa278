const first = 1;
const second = first +;
console.log(second);
