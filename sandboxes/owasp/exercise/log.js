// Broken on purpose: it writes down all that came.
import { appendFileSync, writeFileSync } from 'node:fs';

const file = 'shop.log';
writeFileSync(file, '');

export function log({ method, path, body }) {
  appendFileSync(file, `${JSON.stringify({ method, path, body })}\n`);
}
