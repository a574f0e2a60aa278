export { nope as x } from './b.mjs';
