/** How well something was known, from the worst. */
import type { Grade } from './store.ts';

export const GRADES = [1, 2, 3, 4] as const satisfies readonly Grade[];
