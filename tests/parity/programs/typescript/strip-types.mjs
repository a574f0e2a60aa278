// module.stripTypeScriptTypes(): what it answers and what it refuses.
import { stripTypeScriptTypes } from 'node:module';

const show = (...args) => {
  try {
    console.log(JSON.stringify(stripTypeScriptTypes(...args)));
  } catch (error) {
    console.log(error.name, error.code, error.message, '|', error.stack.split('\n').filter((line) => !/^ +at /.test(line)).join('\n'));
  }
};
show('const a: number = 1;');
show('type A = 1;\nlet x = 1 as A, y = x!;\r\nclass B<T> extends C<T> { private z?: T; constructor(a?: string) { super() } }');
show('let é: "ü" = "😀" as const; // ü');
show('const a: number = 1;', { sourceUrl: 'a.ts' });
show('enum A { B = 2, C }', { mode: 'transform' });
show('namespace N { export const a = 1 }\nclass P { constructor(public x: number) {} }', { mode: 'transform', sourceMap: true, sourceUrl: 'n.ts' });
show('import { type A, B } from "x"; import type C from "y"; export type { A }; export { B };');
show('enum A { B }');
show('let a: = 1');
show('const a = 1', { mode: 'all' });
show('const a = 1', { sourceMap: true });
show(1);
