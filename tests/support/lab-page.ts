/** The embedded engine in a page, with the functions that run checks in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Engine } from '../../src/engine/engine.ts';
import type { CheckedSandbox, CheckOutcome } from '../../src/lab/check.ts';
import { EnginePage } from './engine-page.ts';

const source = join(import.meta.dirname, '../../src/lab');

/** The source of the module that checks import. */
export const labModule = readFileSync(join(source, 'lab.mjs'), 'utf8');

/** The globals of the page. */
export interface LabScope {
  readonly engine: Engine;
  readonly lab: typeof import('../../src/lab/in-engine.ts');
}

export async function openLabPage(): Promise<EnginePage> {
  const page = await EnginePage.open();
  const bundle = await build({
    entryPoints: [join(source, 'in-engine.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'lab',
    target: 'es2022',
  });
  await page.page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  return page;
}

/** @param edits path to text, in place of the starter's files or beside them */
export function checkInPage(
  { page }: EnginePage,
  { manifest, files, exercise }: CheckedSandbox,
  edits: Readonly<Record<string, string>>,
  options: { readonly limit?: number } = {},
): Promise<CheckOutcome> {
  return page.evaluate(
    ([subject, changed, module, rest]) => {
      const { engine, lab } = globalThis as unknown as LabScope;
      return lab.runCheckInEngine(subject, changed, { engine, lab: module, ...rest });
    },
    [{ manifest, files, exercise }, edits, labModule, options] as const,
  );
}
