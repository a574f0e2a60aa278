const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

const path = join(__dirname, 'prices.txt');

exports.readPrices = () => readFile(path, 'utf8');
