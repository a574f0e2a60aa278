/* Types are taken away where node finds them: in every kind of TypeScript file, whoever loads it and how. */
import { createRequire } from 'node:module';
import type { Shape } from './lib/shape.mts';
import { Circle, describe, type Named } from './lib/shape.mts';
import square, { area } from './lib/square.cts';
import { later } from './lib/cycle.mts';
import * as plain from './lib/plain.ts';
import { fromJavaScript } from './lib/script.mjs';

declare const notThere: unique symbol;
interface Pair<A, B = A> { readonly left: A; right?: B }
type Keys = keyof Pair<string>;
abstract class Base<T> implements Named {
  declare ghost: string;
  protected readonly items: T[] = [];
  static #count: number = 0;
  public abstract name: string;
  constructor(first?: T) {
    if (first !== undefined) this.items.push(first);
    Base.#count += 1;
  }
  add<U extends T>(this: Base<T>, item: U): this { this.items.push(item); return this; }
  get size(): number { return this.items.length; }
  static get count() { return Base.#count }
}
class List extends Base<number> { override name = 'list'; }
function pick(value: string): string;
function pick(value: number): number;
function pick(value: any) { return value; }

const require = createRequire(import.meta.url);
const pair = { left: 1 } satisfies Pair<number>;
const arrow = async <T,>(value: T): Promise<T> => value!;
console.log(new List(1).add(2).size, Base.count, pick('a') as unknown as string, pair.left!, await arrow<number>(3), 'left' as Keys);
console.log(describe(new Circle(2) as Shape), area(square), plain.default, plain.twice(4), fromJavaScript);
console.log((await import('./lib/' + 'late.ts')).late, Object.keys(require('./lib/late.ts')), require('./lib/square.cts') === square, require('./lib/plain'  + '.ts').twice(5));
console.log(await later());
console.log(import.meta.filename?.replace(/.*formats/, ''), import.meta.main, process.features.typescript, typeof notThere);
for (const path of ['./lib/shape', './lib/view.tsx', './lib/shape.js']) {
  await import(path).catch((error: NodeJS.ErrnoException) => console.log(error.code, error.message.replace(/'[^']*formats/g, "'")));
}
function   thrower<T>( this: void , value: T ): never { throw new Error(`at a place: ${value}`); }
try {                          thrower< number >(1)   } catch (error) { console.log(error instanceof Error && error.stack); }
