/** The stores of a sandbox without a page, over an engine that does what a test says. */
import type { Failure } from '../../src/engine/engine.ts';
import { describeStatus } from '../../src/workbench/panes/toolbar/status.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const HTTP =
  '@host = http://localhost:3000\n\n### Home\n# @name home\nGET {{host}}/\n\n### Create\n# @name create\nPOST {{host}}/users\nContent-Type: application/json\n\n{}\n';

export function setup(data: Partial<SandboxData> = {}) {
  const engine = new ScriptedEngine();
  const stores = new SandboxStores(
    {
      name: 'test',
      title: 'Test',
      shown: ['server.js'],
      files: { 'server.js': 'original\n', 'package.json': '{}' },
      processes: { app: { command: 'node server.js', env: {} } },
      dependencies: [],
      http: HTTP,
      engines: ['embedded', 'webcontainer'],
      panes: [],
      ...data,
    },
    async () => engine,
  );
  return { engine, stores };
}

/** Lets callbacks of all promises that are already resolved run. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The status without the time, which is the machine's. */
export const status = ({ run }: SandboxStores) => describeStatus(run).replace(/started in \S+ ms/, 'started in N ms');

export const failure: Failure = { ok: false, code: 'timeout', reason: 'The engine did not answer within 15 seconds.' };
