/** Finds a Chromium for the tests; gets one when there is none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * @returns the path of a Chromium that starts: the one `PORT3000_CHROMIUM` names, Playwright's own, the
 *   system's, one that Playwright downloads, or, as root on Debian, the distribution's package
 * @throws Error with what to do when none can be had
 */
export function ensureChromium(root: string): string {
  const named = process.env['PORT3000_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!executable(named))
      throw new Error(`PORT3000_CHROMIUM names ${named}, which is not a program. Unset it, or let it name a Chromium.`);
    return named;
  }
  const found = playwrights() ?? systems();
  if (found !== undefined) return found;

  console.log('There is no Chromium for the tests; downloading Playwright’s (playwright install chromium).');
  spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 10 * 60_000,
  });
  const downloaded = playwrights();
  if (downloaded !== undefined && starts(downloaded)) return downloaded;

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('That did not give a Chromium that starts; installing Debian’s (apt-get install chromium).');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = systems();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    [
      'The tests need a Chromium and none could be had. Do one of these and run “npm test” again:',
      '  npx playwright install --with-deps chromium    (needs the network; with-deps asks for root)',
      '  apt-get install chromium                       (Debian, as root)',
      '  PORT3000_CHROMIUM=/path/to/chromium npm test   (one that is somewhere else)',
    ].join('\n'),
  );
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return path !== '' && executable(path) ? path : undefined;
}

function systems(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(executable);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a browser starts; a downloaded one may lack libraries of the system. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}
