import { name as other, describe } from './b.mjs';
console.log('a runs', describe());
export const name = 'A';
export function readB() {
  return `${other} read from a`;
}
export function early() {
  return 'hoisted';
}
