const side: number = 3;
module.exports = side as number;
module.exports = Object.assign((): number => side, { area: (f: () => number): number => f() ** 2 });
exports.area = module.exports.area;
