import { hashes } from './hashes.js';
import { keys } from './keys.js';
import { lists } from './lists.js';
import { sets } from './sets.js';
import { sortedSets } from './sorted-sets.js';
import { strings } from './strings.js';

export const commands = {
  ...keys, ...strings, ...hashes, ...lists, ...sets, ...sortedSets,
};
