// What is written down is named here. What is not named is not in the log.
import { appendFileSync, writeFileSync } from 'node:fs';

const file = 'shop.log';
writeFileSync(file, '');

export function log({ method, path }) {
  appendFileSync(file, `${JSON.stringify({ method, path })}\n`);
}
