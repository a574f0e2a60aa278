// node: --experimental-transform-types
import { Direction, Turned } from './direction.mts';
import { createRequire } from 'node:module';

namespace Geometry {
  export const turn = (from: Direction): Direction => (from + 1) % 4;
}
class Robot {
  constructor(public readonly name: string, private facing = Direction.North) {}
  step(): string {
    this.facing = Geometry.turn(this.facing);
    if (this.facing === Direction.West) throw new RangeError('too far');
    return `${this.name} ${Direction[this.facing]}`;
  }
}
const robot = new Robot('r');
console.log(robot.step(), robot.step(), process.features.typescript, process.sourceMapsEnabled);
const stackOf = (action: () => unknown): void => {
  try {
    action();
  } catch (error) {
    console.log((error as Error).stack);
  }
};
stackOf(() => robot.step());
stackOf(() => new Turned({} as Direction));
stackOf(createRequire(import.meta.url)('./common.cts').fail);
await Promise.resolve().then((): void => robot.step() as unknown as void);
