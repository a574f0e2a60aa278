/** `internalBinding('config')` (src/node_config.cc): what this Node was built with. */
import type { Facts } from '../facts.ts';

// Taken before Node's library replaces the globals.
const locale = globalThis.navigator.language;

export const createConfigBinding = (facts: Facts): object => ({
  ...facts.bindings['config'],
  hasInspector: false,
  hasTracing: false,
  fipsMode: false,
  getDefaultLocale: () => locale,
});
