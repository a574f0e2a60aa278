import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { lostAnswers } from '../../scripts/record/lost-answers.ts';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { RecordError, recordSandbox } from '../../scripts/record/record-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';
import { parseHttpFile } from '../../src/sandbox/http-file.ts';
import { prepareAll } from '../../src/sandbox/http-request.ts';
import { diffTranscripts, serializeTranscript, type Transcript } from '../../src/sandbox/transcript.ts';

const root = join(import.meta.dirname, '../..');
const node = pinnedNode(root);

function sandbox(
  files: Record<string, string>,
  http: string | null = null,
  processes: Record<string, string> = { app: 'node main.mjs' },
): Sandbox {
  const parsed = parseHttpFile(http ?? '');
  assert.ok(parsed.ok);
  const entries = Object.entries(processes).map(([name, command]) => [name, { command, env: {} }] as const);
  return {
    manifest: {
      id: 'test/test',
      name: 'test',
      title: 'T',
      summary: 'S',
      files: Object.keys(files),
      processes: Object.fromEntries(entries),
      panes: [],
      engines: ['embedded'],
      dependencies: {},
    },
    files,
    http,
    requests: prepareAll(parsed.file).requests,
    transcript: null,
    exercise: null,
  };
}

test('records what a program prints and its exit code, with its own paths', async () => {
  const program =
    "console.log('out', new Date().toISOString());\nconsole.error(import.meta.url);\nprocess.exitCode = 3;\n";
  const transcript = await recordSandbox(sandbox({ 'main.mjs': program }), { root, node });
  assert.deepEqual(transcript, {
    node: node.version,
    processes: {
      app: { stdout: 'out 2026-01-15T09:00:00.000Z\n', stderr: 'file:///home/reader/test/main.mjs\n', exitCode: 3 },
    },
    exchanges: [],
  });
});

test('records several servers on the ports they ask for, and what goes between them', async () => {
  const server = `import { createServer } from 'node:http';
    const [, , port, other] = process.argv;
    const server = createServer(async (req, res) => {
      if (req.url === '/relay') { res.end(await (await fetch('http://localhost:' + other)).text()); return; }
      if (req.url === '/nobody') { res.end(await fetch('http://localhost:3999').catch(({ cause }) => cause.code)); return; }
      if (req.url === '/drop') { req.socket.destroy(); return; }
      res.setHeader('Host-Was', req.headers.host).end('from ' + server.address().port);
    }).listen(port, () => console.log('listening on', server.address().port));
    if (other === '3001') createServer().listen(port).on('error', ({ message }) => console.log(message));`;
  const http = ['', 'relay', 'nobody', 'drop']
    .map((path) => `### ${path || 'root'}\n# @name r${path}\nGET http://localhost:3001/${path}\n`)
    .join('\n');
  const { processes, exchanges } = await recordSandbox(
    sandbox({ 'main.mjs': server }, http, { a: 'node main.mjs 3001 3002', b: 'node main.mjs 3002 3001' }),
    { root, node },
  );
  assert.deepEqual(
    exchanges.map(({ response, error }) => response?.body ?? error),
    ['from 3001', 'from 3002', 'ECONNREFUSED', 'ECONNRESET'],
  );
  assert.deepEqual(exchanges[0]!.response!.headers.slice(0, 2), [
    ['Host-Was', 'localhost:3001'],
    ['Date', 'Thu, 15 Jan 2026 09:00:00 GMT'],
  ]);
  assert.deepEqual(processes['a'], { stdout: 'listening on 3001\n', stderr: '', exitCode: null });
  assert.equal(
    processes['b']!.stdout.includes('listen EADDRINUSE: address already in use :::3002'),
    true,
    processes['b']!.stdout,
  );
});

test('the clock begins at the recorded instant, and moves as far as something waits for it', async () => {
  const program = `class Later extends Date {}
    const show = () => console.log(JSON.stringify([Date.now() - ${FROZEN_INSTANT}, new Later() - new Date(), new Date(0).getTime(), performance.now(), process.hrtime(), process.uptime()]));
    show();
    setTimeout(show, 200_000);
    setInterval(() => {}, 90_000).unref();`;
  const { processes } = await recordSandbox(sandbox({ 'main.mjs': program }), { root, node });
  assert.deepEqual(processes['app'], {
    stdout: '[0,0,0,0,[0,0],0]\n[200000,0,0,200000,[200,0],200]\n',
    stderr: '',
    exitCode: 0,
  });
});

test('says why a recording cannot be made, and shows what was printed', async () => {
  const dies = sandbox(
    { 'main.mjs': "console.error('no database');\nprocess.exit(1);\n" },
    '### A\n# @name a\nGET http://localhost:3000/\n',
  );
  await assert.rejects(
    recordSandbox(dies, { root, node }),
    (error) =>
      error instanceof RecordError &&
      /ended before anybody listened on port 3000[^]*exit code 1[^]*no database/.test(error.message),
  );
  const hangs = sandbox({ 'main.mjs': 'setInterval(() => {}, 1000);\n' });
  await assert.rejects(
    recordSandbox(hangs, { root, node, timeout: 300 }),
    (error) =>
      error instanceof RecordError && /did not exit within 0\.3 s and has no requests\.http/.test(error.message),
  );
});

test('a difference is shown by its lines', () => {
  const before: Transcript = {
    node: '24.21.0',
    processes: { app: { stdout: 'a\n', stderr: '', exitCode: 0 } },
    exchanges: [],
  };
  const after: Transcript = { ...before, processes: { app: { stdout: 'b\n', stderr: '', exitCode: 0 } } };
  assert.equal(diffTranscripts(before, before), null);
  assert.equal(diffTranscripts(before, after), '- "stdout": "a\\n",\n+ "stdout": "b\\n",');
  assert.deepEqual(JSON.parse(serializeTranscript(before)), before);
});

test('an answer that is not there any more is told of', () => {
  const exchange = (name: string, answered: boolean): Transcript['exchanges'][number] => ({
    ...{ name, title: name, request: { method: 'GET', url: 'http://localhost:3000/', headers: [], body: null } },
    ...(answered
      ? { response: { status: 200, statusText: 'OK', headers: [], body: '' } }
      : { response: null, error: 'ETIMEDOUT' }),
  });
  const of = (...exchanges: Transcript['exchanges']): Transcript => ({ node: '24.21.0', processes: {}, exchanges });
  const before = of(exchange('slow', true), exchange('cut', false));
  assert.deepEqual(lostAnswers(before, of(exchange('slow', false), exchange('cut', false), exchange('new', true))), [
    '“slow” had an answer and has none: ETIMEDOUT; if the machine is busy, record again',
  ]);
  assert.deepEqual(lostAnswers(null, of(exchange('slow', false))), ['“slow” has no answer: ETIMEDOUT']);
});

test('a request that is not answered in time is why a plot is missing', async () => {
  const silent = "import { createServer } from 'node:http';\ncreateServer(() => {}).listen(3000);\n";
  const subject = sandbox({ 'main.mjs': silent }, '### Draw\n# @name draw\nGET http://localhost:3000/\n');
  const plots = {
    line: { title: 'T', alt: 'A', x: { field: 'x', label: 'x' }, y: { field: 'y', label: 'y' }, mark: 'line' as const },
  };
  await assert.rejects(
    recordSandbox({ ...subject, manifest: { ...subject.manifest, plots } }, { root, node, longest: 300 }),
    new RecordError('“draw” was not answered within 0.3 s.'),
  );
});
