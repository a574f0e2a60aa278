import { formatCount } from './units.ts';

/** So many ports are named; of a program that listens on thousands the rest is a number. */
const NAMED = 6;

/** Ports in words, the lowest first, each once: “3000, 4000”, and how many are left out. */
export function listPorts(ports: readonly number[], named = NAMED): string {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const rest = sorted.length - named;
  return `${sorted.slice(0, named).join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
}
