const map = new Map([['a', 1]]);
console.log(map.keys(), map.values(), map.entries(), new Set([5]).values(), new Set([6]).entries());
