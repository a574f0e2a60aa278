setTimeout(() => console.log('timer'), 0);
console.log('first');
[1, 2].forEach((n) => console.log('item', n));
console.log('last');
