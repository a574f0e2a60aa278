import { keys } from './keys.js';
import { lists } from './lists.js';
import { streams } from './streams.js';

export const commands = { ...keys, ...lists, ...streams };
