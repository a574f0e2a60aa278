import { one, late } from './columns.mjs';
export const name = 'n', two = (value) => { return `${value} two ${new Error('two').stack.split('\n')[1]} ${typeof one} ${typeof late}`; };
