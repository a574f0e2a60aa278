/**
 * Runs a script with the Node that this repository pins, after installing packages that are missing.
 * Usage: node scripts/with-dependencies.mjs scripts/start.ts [arguments]
 *
 * Plain JavaScript, because it runs on the reader's own Node (20 or newer) before any package is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const pinned = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** @param {...string} lines */
function giveUp(...lines) {
  console.error(lines.join('\n'));
  process.exit(1);
}

/** Whether npm has installed everything: it writes `.package-lock.json` at the end, and the lockfile is not newer. */
function isInstalled() {
  const complete = join(root, 'node_modules/.package-lock.json');
  return existsSync(pinned) && existsSync(complete) && statSync(complete).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  console.error('Installing the packages that package-lock.json names (npm ci); this takes a minute the first time.');
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  // What npm prints goes to standard error: standard output belongs to the script.
  const stdio = /** @type {const} */ (['ignore', 2, 2]);
  const { status } = npm ? spawnSync(process.execPath, [npm, ...words], { cwd: root, stdio }) : spawnSync('npm', words, { cwd: root, stdio, shell: windows });
  if (status === 0) return;
  giveUp(
    '',
    'The packages could not be installed. npm’s message above says why; most often the registry cannot be',
    'reached (check the connection, or the proxy in “npm config get proxy”) or the disk is full.',
    'When that is mended, run the same command again.',
  );
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  giveUp(`Port 3000 needs Node.js 20 or newer; this is ${process.version}. Get a newer one from https://nodejs.org/ and try again.`);
}
if (!isInstalled()) install();

const child = spawn(pinned, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`, ASTRO_TELEMETRY_DISABLED: '1' },
});
// A terminal sends Ctrl-C to both processes; a signal from anywhere else is meant for the script.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => giveUp(`The pinned Node could not be started: ${error.message}`, 'Delete the folder node_modules and run the same command again.'));
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
