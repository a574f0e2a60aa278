const value = undefined;
console.log(value.name);
