/** Bytes of the engine as readers load it (gzip -9), against the budgets of design section 6. */
import assert from 'node:assert/strict';
import { before, test, type TestContext } from 'node:test';
import { cachedEngine } from '../../src/build/engine/cached.ts';
import { engineBytes, type EngineBytes } from '../support/engine-bytes.ts';

/** The budget of an Express example: most of it is Node's library. The number may only shrink. */
const EXPRESS = 439_000;
const SQLITE = 450_000;
/** The budget of PostgreSQL: two thirds of it are the server's WebAssembly. */
const POSTGRES = 5_500_000;
/** The budget of TypeScript: Amaro, with which Node takes types away, is a compiler's parser in WebAssembly. */
const TYPESCRIPT = 972_000;

let bytes: EngineBytes;
before(async () => {
  bytes = engineBytes(await cachedEngine());
});

/** @param least fewer bytes than this mean that something has not been counted */
function keepsTo(t: TestContext, what: string, count: number, least: number, budget: number): void {
  t.diagnostic(`${what}: ${count} bytes`);
  assert.ok(count > least, 'everything has been counted');
  assert.ok(count <= budget, `${count} bytes are more than ${budget}`);
}

test('an Express example keeps to its budget', (t) => {
  keepsTo(t, 'engine for an Express example', bytes.express, 200_000, EXPRESS);
});

test('SQLite on top keeps to its budget', (t) => {
  keepsTo(t, 'SQLite on top', bytes.sqlite, 300_000, SQLITE);
});

test('PostgreSQL on top keeps to its budget', (t) => {
  keepsTo(t, 'PostgreSQL on top', bytes.postgres, 5_000_000, POSTGRES);
});

test('TypeScript on top keeps to its budget', (t) => {
  keepsTo(t, 'TypeScript on top', bytes.typescript, 900_000, TYPESCRIPT);
});
