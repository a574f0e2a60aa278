/** Puts the stand-in in place of stackblitz.com for all pages of a browser context. */
import type { BrowserContext } from '@playwright/test';
import { build } from 'esbuild';
import { join } from 'node:path';
import { Machine } from './machine.ts';
import type { Call } from './protocol.ts';

/** @returns the machine that does the work of the far side */
export async function installStandIn(context: BrowserContext, machine = new Machine()): Promise<Machine> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'frame.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const script = outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
  await context.exposeBinding('standIn', (_, call: Call) => machine.call(call));
  await context.exposeBinding('standInEvents', () => machine.events());
  await context.route('https://stackblitz.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'cross-origin-resource-policy': 'cross-origin', 'cross-origin-embedder-policy': 'credentialless' },
      body: `<!doctype html><script>${script}</script>`,
    }),
  );
  return machine;
}
