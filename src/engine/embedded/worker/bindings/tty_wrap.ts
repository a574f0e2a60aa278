/** `internalBinding('tty_wrap')` (src/tty_wrap.cc): terminals: no descriptor is one. */
import { absent } from '../absent.ts';
import type { Facts } from '../facts.ts';

export const createTtyWrapBinding = (facts: Facts): object => ({
  ...facts.bindings['tty_wrap'],
  isTTY: () => false,
  TTY: absent('A terminal', 'Standard output is a file here.'),
});
