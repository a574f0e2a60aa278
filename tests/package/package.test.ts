/** The npm package: made, packed, installed from the archive, and run as a reader runs it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makePackage } from '../../scripts/package/make-package.ts';

const root = join(import.meta.dirname, '../..');
const shell = process.platform === 'win32';

describe('the package', () => {
  let folder: string;
  let bin: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    await makePackage(join(root, 'dist'), join(folder, 'made'));
    const npm = (words: readonly string[], cwd: string) => {
      const { status, stdout, stderr } = spawnSync('npm', words, { cwd, encoding: 'utf8', shell });
      assert.equal(status, 0, stderr);
      return stdout.trim();
    };
    const archive = npm(['pack', '--loglevel=error', '--pack-destination', folder], join(folder, 'made'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, archive)], folder);
    bin = join(folder, 'node_modules/.bin', shell ? 'port3000.cmd' : 'port3000');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the program until `act` is done. @returns what it printed, and its exit code */
  async function served(words: readonly string[], act: (address: string) => Promise<void>) {
    const child = spawn(bin, words, { cwd: tmpdir(), shell });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const url = /http:\S+/.exec(output)?.[0];
        if (url !== undefined) resolve(url);
      });
      child.once('exit', () => reject(new Error(output)));
    });
    await act(address);
    child.kill('SIGTERM');
    const [code] = await exited;
    return { output, code };
  }

  test('serves every kind of file with the site’s headers, and nothing else, until it is stopped', async () => {
    const { code } = await served(['--port', '4300'], async (address) => {
      const page = await fetch(`${address}transactions/`);
      assert.equal(page.status, 200);
      assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src/);
      const manifest = (await (await fetch(`${address}_engine/manifest.json`)).json()) as object;
      assert.ok(Object.keys(manifest).length > 0);
      assert.equal(
        (await fetch(`${address}transactions.md`)).headers.get('content-type'),
        'text/markdown; charset=utf-8',
      );
      assert.match(await (await fetch(`${address}licenses/`)).text(), /MIT/);
      assert.equal((await fetch(`${address}nothing`)).status, 404);
      assert.equal((await fetch(address + encodeURIComponent('../package.json'))).status, 404);
      assert.equal(new URL(address).hostname, 'localhost');
    });
    assert.equal(code, 0);
  });

  test('takes the next port when one is taken, and says so', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { output } = await served(['--port', String(port)], async (address) => {
      assert.ok(Number(new URL(address).port) > port);
      assert.equal((await fetch(address)).status, 200);
    });
    other.close();
    assert.match(output, new RegExp(`Port ${port} is taken`));
  });

  test('answers a bad option with what would be right', () => {
    const run = (words: string[]) => spawnSync(bin, words, { encoding: 'utf8', shell });
    assert.match(run(['--prot', '1']).stderr, /“--prot” is not an option here\. There are: --port\./);
    assert.match(run(['--port', 'x']).stderr, /“x” is not a port/);
    assert.match(run(['--help']).stdout, /port3000 \[--port 8080\]/);
  });

  test('has the site, the program and the license, no sources, and depends on nothing', () => {
    const installed = join(folder, 'node_modules/port3000');
    for (const file of ['LICENSE', 'README.md', 'site/index.html', 'site/_headers', 'site/licenses.txt'])
      assert.ok(existsSync(join(installed, file)), file);
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    assert.equal(manifest['dependencies'], undefined);
    assert.equal(manifest['private'], undefined);
    assert.ok(!existsSync(join(installed, 'src')));
  });
});

test('a site for another path, and none, are refused', async () => {
  await assert.rejects(makePackage(join(root, 'nowhere'), join(tmpdir(), 'never')), /There is no built site/);
  await assert.rejects(makePackage(join(root, '.cache/book'), join(tmpdir(), 'never')), /was built for \/book\//);
});
