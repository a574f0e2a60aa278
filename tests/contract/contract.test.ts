/**
 * The contract that both engines keep, capability by capability. The embedded engine is the real one; the WebContainer
 * engine and the real client of `@webcontainer/api` talk to a stand-in for StackBlitz, which runs the mounted files in
 * real Node (`tests/webcontainer/stand-in`).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { ENGINES, openEngines, type Engines } from './engines.ts';

let engines: Engines;

before(async () => {
  engines = await openEngines();
});
after(() => engines.close());

/**
 * @param scenario runs in the page, with a port that is free
 * @param expected the result that it must have in both engines
 */
function contract(name: string, scenario: (port: number) => Promise<unknown>, expected: unknown): void {
  describe(name, () => {
    for (const engine of ENGINES) {
      test(engine, { timeout: 60_000 }, async () => {
        assert.deepEqual(await engines.page(engine).evaluate(scenario, await freePort()), expected);
      });
    }
  });
}

contract(
  'output, exit code and states of a process',
  async () => {
    const { session, events, output, until } = await lab.boot({
      files: {
        'main.mjs': 'console.log("one"); setTimeout(() => { console.log("two \u00fc"); process.exitCode = 3; }, 20);',
      },
      processes: { main: 'node main.mjs' },
    });
    await until(() => session.processes()[0]?.state === 'exited' && session.processes()[0]?.exitCode !== null);
    const states = events.flatMap((event) =>
      event.type === 'state' && event.process.state !== 'starting' ? [event.process.state] : [],
    );
    const [info] = session.processes();
    session.dispose();
    return {
      output: output(),
      states,
      name: info?.name,
      command: info?.command,
      exitCode: info?.exitCode,
      signal: info?.signal,
    };
  },
  {
    output: 'one\ntwo ü\n',
    states: ['running', 'exited'],
    name: 'main',
    command: 'node main.mjs',
    exitCode: 3,
    signal: null,
  },
);

contract(
  'arguments, environment and the working directory',
  async () => {
    const { session, output, until } = await lab.boot({
      name: 'folder',
      files: {
        'lib/main.cjs':
          'console.log(process.argv.slice(2).join("|"), process.env.COLOR, process.env.SIZE, process.cwd().split("/").slice(-2).join("/"))',
      },
      processes: { main: { command: 'COLOR=red node lib/main.cjs "a b"', env: { SIZE: '7' }, args: ['*'] } },
    });
    await until(() => session.processes()[0]?.exitCode === 0);
    session.dispose();
    return output();
  },
  'a b|* red 7 reader/folder\n',
);

contract(
  'a server: listening, request, raw connection, refused ports',
  async (port) => {
    const { session, events, until } = await lab.boot({
      files: {
        'server.mjs': `import { createServer } from 'node:http';
        createServer((request, response) => { let body = ''; request.setEncoding('utf8').on('data', (text) => { body += text; }).on('end', () => { response.statusCode = 201; response.setHeader('X-Method', request.method); response.end(body.toUpperCase()); }); }).listen(${port});`,
      },
      processes: { api: 'node server.mjs' },
    });
    const listening = await session.listening(port);
    const answer = await session.request({
      port,
      method: 'POST',
      path: '/',
      headers: [['Content-Type', 'text/plain']],
      body: 'größe',
    });
    let raw = '';
    const opened = await session.connect(port, {
      data: (bytes) => {
        raw += lab.text(bytes);
      },
      end() {},
      close() {},
    });
    if (opened.ok) await opened.connection.write(new TextEncoder().encode('nonsense\r\n\r\n'));
    await until(() => raw.includes('\r\n\r\n'));
    const refused = await session.request({ port: 1, method: 'GET', path: '/', headers: [] });
    await session.kill('api');
    const closed = events.filter((event) => event.type === 'closed').length;
    const gone = await session.request({ port, method: 'GET', path: '/', headers: [] });
    const [info] = session.processes();
    session.dispose();
    return {
      listening: listening.ok && listening.port === port,
      status: answer.ok && answer.response.status,
      header: answer.ok && answer.response.headers.find(([name]) => name === 'X-Method')?.[1],
      body: answer.ok && lab.text(answer.response.body),
      raw: raw.split('\r\n')[0],
      refused: !refused.ok && refused.code,
      gone: !gone.ok && gone.code,
      signal: info?.signal,
      closed,
    };
  },
  {
    listening: true,
    status: 201,
    header: 'POST',
    body: 'GRÖSSE',
    raw: 'HTTP/1.1 400 Bad Request',
    refused: 'refused',
    gone: 'refused',
    signal: 'SIGKILL',
    closed: 1,
  },
);

contract(
  'a body of a megabyte each way, byte for byte',
  async (port) => {
    const { session } = await lab.boot({
      files: {
        'server.mjs': `import { createServer } from 'node:http'; createServer((request, response) => request.pipe(response)).listen(${port});`,
      },
      processes: { api: 'node server.mjs' },
    });
    await session.listening(port);
    const body = new Uint8Array(2 ** 20).map((_, index) => (index * 7 + (index >> 8)) % 256);
    const answer = await session.request({ port, method: 'PUT', path: '/', headers: [], body });
    session.dispose();
    return answer.ok
      ? answer.response.body.length === body.length && answer.response.body.every((byte, index) => byte === body[index])
      : answer.reason;
  },
  true,
);

contract(
  'bundled packages are there without an install, for import and require',
  async (port) => {
    const steps: string[] = [];
    const { session, output } = await lab.boot(
      {
        files: {
          'package.json': '{ "type": "module", "dependencies": { "express": "5.3.0" } }',
          'server.js': `import express, { Router } from 'express'; import { createRequire } from 'node:module';
        console.log(typeof Router, createRequire(import.meta.url)('express') === express);
        express().get('/:name', (request, response) => { response.json({ hello: request.params.name }); }).listen(${port});`,
        },
        processes: { api: 'node server.js' },
        dependencies: ['express'],
      },
      { progress: (step) => steps.push(step) },
    );
    await session.listening(port);
    const answer = await session.request({ port, method: 'GET', path: '/world', headers: [] });
    session.dispose();
    return {
      body: answer.ok ? lab.text(answer.response.body) : answer.reason,
      output: output(),
      installed: steps.some((step) => /install/i.test(step)),
    };
  },
  { body: '{"hello":"world"}', output: 'function true\n', installed: false },
);

contract(
  'an edit, a restart, the new program',
  async (port) => {
    const program = (word: string) =>
      `require('node:http').createServer((_, response) => response.end('${word}')).listen(${port})`;
    const { session } = await lab.boot({
      files: { 'server.cjs': program('before') },
      processes: { api: 'node server.cjs' },
    });
    const ask = async () => {
      await session.listening(port);
      const answer = await session.request({ port, method: 'GET', path: '/', headers: [] });
      return answer.ok ? lab.text(answer.response.body) : answer.reason;
    };
    const first = await ask();
    session.write('server.cjs', program('after'));
    const same = await ask();
    const restarted = await session.restart();
    const second = await ask();
    session.dispose();
    return { first, same, restarted: restarted.ok, second };
  },
  { first: 'before', same: 'before', restarted: true, second: 'after' },
);

contract(
  'several processes, and one of them killed and started',
  async (port) => {
    const server = `const port = Number(process.env.PORT); require('node:http').createServer((_, response) => response.end('from ' + port)).listen(port)`;
    const { session, events, until } = await lab.boot({
      files: { 'server.cjs': server, 'client.cjs': `setInterval(() => {}, 1000); console.log('client is up')` },
      processes: { api: `PORT=${port} node server.cjs`, client: 'node client.cjs' },
    });
    await session.listening(port);
    await until(() => events.some((event) => event.type === 'output'));
    const owner = session.processes().find(({ ports }) => ports.includes(port))?.name;
    await session.kill('api');
    const left = session.processes().map(({ name, state }) => `${name} ${state}`);
    const started = await session.start('api');
    await session.listening(port);
    const answer = await session.request({ port, method: 'GET', path: '/', headers: [] });
    session.dispose();
    return { owner, left, started: started.ok, answer: answer.ok && lab.text(answer.response.body) === `from ${port}` };
  },
  { owner: 'api', left: ['api exited', 'client running'], started: true, answer: true },
);

contract(
  'standard input, if it is asked for',
  async () => {
    const { session, output, until } = await lab.boot(
      {
        files: {
          'main.mjs': `let text = ''; for await (const part of process.stdin) text += part; console.log(text.toUpperCase());`,
        },
        processes: { main: 'node main.mjs' },
      },
      { input: true },
    );
    await until(() => session.processes()[0]?.state === 'running');
    await session.input?.('main', new TextEncoder().encode('one '));
    await session.input?.('main', new TextEncoder().encode('two'));
    await session.input?.('main', null);
    await until(() => session.processes()[0]?.exitCode === 0);
    session.dispose();
    return output();
  },
  'ONE TWO\n',
);

contract(
  'a module that every process imports first',
  async () => {
    const { session, output, until } = await lab.boot(
      {
        files: { 'first.mjs': 'globalThis.word = "first";', 'main.mjs': 'console.log(word)' },
        processes: { main: 'node main.mjs' },
      },
      { preload: 'first.mjs' },
    );
    await until(() => session.processes()[0]?.exitCode !== null && session.processes()[0]?.state === 'exited');
    session.dispose();
    return output();
  },
  'first\n',
);

contract(
  'node:sqlite on a file that outlives its connection',
  async () => {
    const { session, output, until } = await lab.boot({
      files: {
        'main.mjs': `import { DatabaseSync } from 'node:sqlite';
        const write = new DatabaseSync('notes.db');
        write.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT');
        write.prepare('INSERT INTO note (text) VALUES (?), (?)').run('one', 'two');
        write.close();
        console.log(JSON.stringify(new DatabaseSync('notes.db', { readOnly: true }).prepare('SELECT * FROM note').all()));`,
      },
      processes: { main: 'node main.mjs' },
    });
    await until(() => session.processes()[0]?.exitCode !== null && session.processes()[0]?.state === 'exited');
    session.dispose();
    return output();
  },
  '[{"id":1,"text":"one"},{"id":2,"text":"two"}]\n',
);

contract(
  'what is wrong is said: no such process, a program that ends, a session that has ended',
  async () => {
    const { session } = await lab.boot({
      files: { 'main.mjs': 'process.exit(4)' },
      processes: { main: 'node main.mjs' },
    });
    const unknown = await session.start('mian');
    const listening = await session.listening();
    session.dispose();
    const request = await session.request({ port: 3000, method: 'GET', path: '/', headers: [] });
    const start = await session.start('main');
    return [unknown, listening, request, start].map((result) =>
      result.ok ? 'ok' : `${result.code}: ${result.reason}`,
    );
  },
  [
    'project: There is no process named "mian". There is: main.',
    'project: The program ended with exit code 4 without listening on a port. Its log says why.',
    'disposed: The session has ended; run the project again.',
    'disposed: The session has ended; run the project again.',
  ],
);

contract(
  'files that a program writes into a folder that is watched',
  async () => {
    const { session, events, until } = await lab.boot(
      {
        files: {
          'main.mjs': `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
            mkdirSync('plots/deep', { recursive: true });
            writeFileSync('plots/a.csv', 'x,y\\n');
            for (let x = 0; x < 3; x += 1) appendFileSync('plots/a.csv', x + ',' + x * x + '\\n');
            writeFileSync('plots/deep/b.bin', new Uint8Array([255, 0, 254]));
            setTimeout(() => {
              writeFileSync('plots/a.csv', 'x,y\\n9,ü\\n');
              // Later than any engine tells of a file that was written.
              setTimeout(() => process.exit(0), 400);
            }, 400);`,
        },
        processes: { main: 'node main.mjs' },
      },
      { watch: ['plots/'] },
    );
    const written = () => events.filter((event) => event.type === 'written');
    await until(() => session.processes()[0]?.exitCode === 0 && written().length >= 3);
    session.dispose();
    return written()
      .map(({ path, contents }) => `${path}: ${typeof contents === 'string' ? contents : contents.join()}`)
      .sort();
  },
  ['plots/a.csv: x,y\n0,0\n1,1\n2,4\n', 'plots/a.csv: x,y\n9,ü\n', 'plots/deep/b.bin: 255,0,254'],
);

describe('what an engine cannot do is declared, and not there', () => {
  for (const name of ENGINES) {
    test(name, async () => {
      const found = await engines.page(name).evaluate(async () => {
        const { session } = await lab.boot({ files: { 'main.mjs': '' }, processes: { main: 'node main.mjs' } });
        const { clock, network, terminal, databases } = session;
        session.dispose();
        return {
          declared: engine.capabilities,
          there: { clock: !!clock, network: !!network, terminal: !!terminal, databases: !!databases },
        };
      });
      assert.deepEqual(found.there, {
        clock: found.declared.clock,
        network: found.declared.networkFaults && found.declared.tap,
        terminal: found.declared.terminal,
        databases: found.declared.databases,
      });
    });
  }
});
