/* What node refuses, and in which words. */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const here = (text: string): string => text.replaceAll(import.meta.dirname, '.');
const show = (how: string, error: any): void => {
  const lines: string[] = String(error.stack).split('\n').filter((line) => !/^ +at /.test(line));
  console.log(how, error.name, error.code, here(error.message), '|', here(lines.join('\n')));
};
const sources: Record<string, string> = {
  'enum.ts': 'export const before = 1;\nexport enum Color { Red }\n',
  'property.mts': 'export class A {\n  constructor(private readonly a: number) {}\n}\n',
  'space.cts': 'namespace Space {\n  export const a = 1;\n}\n',
  'module.ts': "module Old { const a = 1 }\n",
  'alias.cts': "import fs = require('node:fs');\n",
  'broken.ts': 'const a: number = ;\n',
  'unclosed.mts': 'export const f = (a: string => {\n',
  'assertion.mts': 'export const a = 1 as;\n',
  'decorated.ts': 'const log = (x: any) => x;\n@log class A {}\n',
  'values.mts': "import { OnlyType } from './types.ts';\nexport const a: OnlyType = 1;\n",
  'types.ts': 'export type OnlyType = number;\nexport const one = 1;\n',
};
for (const [name, source] of Object.entries(sources)) writeFileSync(new URL(name, import.meta.url), source);
for (const name of Object.keys(sources)) {
  await import(`./${name}`).then((found: object) => console.log('import', name, Object.keys(found)), (error) => show(`import ${name}`, error));
  if (name !== 'values.mts') try {
    console.log('require', name, Object.keys(require(`./${name}`) as object));
  } catch (error) {
    show(`require ${name}`, error);
  }
}
await import('typed').catch((error) => show('import a package', error));
try {
  require('typed/common.cts');
} catch (error) {
  show('require in a package', error);
}
await import('typed/typeless.ts').catch((error) => show('import in a package', error));
