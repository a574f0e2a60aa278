import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const path = join(import.meta.dirname, 'prices.txt');

export const readPrices = () => readFile(path, 'utf8');
