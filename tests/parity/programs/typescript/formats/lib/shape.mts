import { type Unit, unit } from './unit.ts';
export interface Shape { readonly radius: number; unit: Unit }
export type Named = { name: string };
export class Circle implements Shape {
  unit: Unit = unit;
  readonly radius: number;
  constructor(radius: number) { this.radius = radius; }
}
export const describe = ({ radius, unit: u }: Shape): string => `${radius} ${u}`;
