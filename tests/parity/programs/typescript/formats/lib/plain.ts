const path: typeof import('node:path') = require('node:path');
exports.twice = (value: number): number => value * 2;
exports.default = path.basename(__filename as string);
