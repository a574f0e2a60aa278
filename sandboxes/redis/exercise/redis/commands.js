import { keys } from './keys.js';
import { sortedSets } from './sorted-sets.js';
import { strings } from './strings.js';

export const commands = { ...keys, ...strings, ...sortedSets };
