/** `internalBinding('webstorage')` (src/node_webstorage.cc): localStorage and sessionStorage. */
import { absent } from '../absent.ts';

export const createWebstorageBinding = (): object => ({ Storage: absent('Web storage', 'Write a file instead.') });
