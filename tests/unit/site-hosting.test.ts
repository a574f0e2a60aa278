/** The configurations that `npm run headers` prints, in real servers: they answer with the site's headers. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { headerRules, headersFor } from '../../src/build/headers.ts';
import { configurationFor } from '../../src/build/hosting.ts';

const FILES = [
  'index.html',
  '404.html',
  'methods/index.html',
  'contents/index.html',
  '_astro/a.hash.js',
  '_engine/manifest.json',
  '_engine/frame.12.html',
];

/** The command of each server, in the foreground with a configuration; `folder` is for files of its own. */
const SERVERS = {
  nginx: (file: string, folder: string) => {
    const main = join(folder, 'main.conf');
    writeFileSync(
      main,
      `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder}; types { text/html html; } include ${file}; }`,
    );
    return ['-c', main];
  },
  caddy: (file: string) => ['run', '--adapter', 'caddyfile', '--config', file],
};

for (const name of ['nginx', 'caddy'] as const) {
  const missing = spawnSync(name, ['-v']).error === undefined ? false : `${name} is not installed`;
  for (const base of ['/', '/book/']) {
    test(`${name} sends the headers of a site for ${base}`, { skip: missing }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hosting-'));
      const site = join(folder, 'site');
      for (const file of FILES) {
        mkdirSync(dirname(join(site, file)), { recursive: true });
        writeFileSync(join(site, file), file);
      }
      const rules = headerRules({
        base,
        inlineScripts: ['sha256-a+b/c='],
        sandboxPages: ['/', '/methods/'],
        frame: { file: '_engine/frame.12.html', policy: "default-src 'none'" },
      });
      const port = await freePort();
      const text = configurationFor(name, rules)
        .replaceAll(/(?<!:)\/var\/www\/port3000/g, site)
        .replace('listen 80;', `listen 127.0.0.1:${port};`)
        .replace(/^\{\$PORT/m, '{\n\tadmin off\n}\n$&');
      const file = join(folder, 'site.conf');
      writeFileSync(file, text);
      const server = spawn(name, SERVERS[name](file, folder), {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, PORT3000_ADDRESS: `http://127.0.0.1:${port}`, PORT3000_FOLDER: site },
      });
      try {
        await answering(server, port);
        for (const path of [...FILES.map((each) => each.replace(/index\.html$/, '')), 'methods/?q=1', 'nothing/']) {
          const response = await fetch(`http://127.0.0.1:${port}${base}${path}`);
          assert.equal(response.status, path === 'nothing/' ? 404 : 200, path);
          const wanted = headersFor(rules, `${base}${path.replace(/\?.*/, '')}`);
          assert.deepEqual(
            Object.fromEntries(Object.keys(wanted).map((header) => [header, response.headers.get(header)])),
            wanted,
            `${base}${path}`,
          );
          assert.equal(
            await response.text(),
            path === 'nothing/'
              ? '404.html'
              : FILES.find((each) => each === path || each === `${path.replace(/\?.*/, '')}index.html`),
            path,
          );
        }
      } finally {
        server.kill();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(server: ChildProcess, port: number): Promise<void> {
  let log = '';
  server.stderr?.on('data', (part: Buffer) => (log += part.toString()));
  for (let tries = 0; tries < 100; tries += 1) {
    if (server.exitCode !== null) break;
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server did not start: ${log}`);
}
