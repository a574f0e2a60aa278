/**
 * `npm run verify:webcontainer`: tests the second engine against StackBlitz's real service, which needs the network.
 * First come the capabilities that only a container has, then the contract tests. The exit code is 1 when anything
 * differs, or when the service cannot be reached.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildEngine } from '../src/build/engine/build.ts';
import { openContainerPages } from '../tests/webcontainer/page.ts';
import { root } from './lib/build-site.ts';
import { ensureChromium } from './lib/chromium.ts';
import { failPlainly } from './lib/fail.ts';

interface Report {
  readonly steps: readonly string[];
  /** For each capability whether it works; or a sentence why there is no session. */
  readonly found: Readonly<Record<string, boolean>> | string;
}

failPlainly(async () => {
  process.env['PORT3000_CHROMIUM'] = ensureChromium(root);
  await buildEngine(join(root, '.cache/engine'));
  const { steps, found } = await tryContainer();
  for (const step of steps) console.log(`  ${step}`);
  if (typeof found === 'string') throw new Error(`Nothing could be verified. ${found}`);
  for (const [what, ok] of Object.entries(found)) console.log(`${ok ? 'ok    ' : 'FAILED'}  ${what}`);
  const contract = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--test', 'tests/contract/contract.test.ts'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PORT3000_WEBCONTAINER: 'real' },
    },
  );
  if (contract.status !== 0 || Object.values(found).includes(false)) process.exitCode = 1;
});

/** Tries the container in a page of its own, which ends it before the contract tests ask for theirs. */
async function tryContainer(): Promise<Report> {
  const pages = await openContainerPages();
  try {
    const { page } = await pages.open();
    return await page.evaluate(async () => {
      const steps: string[] = [];
      const booted = await engine.boot(
        {
          name: 'verify',
          files: {
            'package.json': '{ "type": "module", "dependencies": { "ms": "2.1.3" } }',
            'main.js': `import { writeFileSync } from 'node:fs'; import { createServer } from 'node:http'; import ms from 'ms';
            writeFileSync('note.txt', ms(60000)); createServer((_, response) => response.end()).listen(3000);`,
          },
          processes: { main: 'node main.js' },
          dependencies: ['ms'],
        },
        { timeout: 120_000, progress: (step) => steps.push(step) },
      );
      if (!booted.ok) return { steps, found: booted.reason };
      const { session } = booted;
      const found = {
        'npm install': true,
        'a file that a program wrote': false,
        'the address of a preview': false,
        'a shell': false,
        'a kill': false,
        'a second container after the first': false,
      };
      session.subscribe((event) => {
        if (event.type === 'written' && event.path === 'note.txt' && event.contents === '1m')
          found['a file that a program wrote'] = true;
        if (event.type === 'preview' && event.port === 3000) found['the address of a preview'] = true;
      });
      let shell = '';
      const opened = await session.terminal?.open(
        { columns: 80, rows: 24 },
        {
          output: (text) => {
            shell += text;
          },
          exit: () => {},
        },
      );
      if (opened?.ok) opened.terminal.write('node -p 40+2\r');
      const waits = () =>
        !found['a file that a program wrote'] || !found['the address of a preview'] || !/^42/m.test(shell);
      for (let tries = 0; tries < 300 && waits(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      found['a shell'] = /^42/m.test(shell);
      found['a kill'] = await Promise.race([
        session.kill('main').then(({ ok }) => ok),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), 10_000)),
      ]);
      engine.close?.();
      const again = await engine.boot(
        { name: 'again', files: {}, processes: {}, dependencies: [] },
        { timeout: 120_000 },
      );
      found['a second container after the first'] = again.ok;
      engine.close?.();
      return { steps, found };
    });
  } finally {
    await pages.close();
  }
}
