// node: --experimental-transform-types
import { Direction } from './direction.mts';

namespace Geometry {
  export const turn = (from: Direction): Direction => (from + 1) % 4;
}
class Robot {
  constructor(public readonly name: string, private facing = Direction.North) {}
  step(): string {
    this.facing = Geometry.turn(this.facing);
    return `${this.name} ${Direction[this.facing]}`;
  }
}
console.log(new Robot('r').step(), process.features.typescript);
