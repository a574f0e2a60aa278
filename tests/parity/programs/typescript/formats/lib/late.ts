import { unit } from './unit.ts';
export let late: string = `late ${unit}`;
