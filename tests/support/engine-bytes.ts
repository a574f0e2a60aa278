/** Bytes of the engine as a reader's browser loads them: for the budgets, and for the bench. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { needsOf } from '../../src/engine/embedded/host/needs.ts';
import type { Project } from '../../src/engine/engine.ts';
import type { Manifest } from '../../src/engine/shared/assets.ts';

/** Programs whose bytes the design has budgets for. */
const EXPRESS = "import express from 'express'; const app = express(); app.use(express.json()); app.listen(3000);";
const POSTGRES = `${EXPRESS} import { PGlite } from '@electric-sql/pglite';`;
const SQLITE = `${EXPRESS} import { DatabaseSync } from 'node:sqlite';`;

export interface EngineBytes {
  /** Everything that an Express example loads. */
  readonly express: number;
  /** Bytes that SQLite adds. */
  readonly sqlite: number;
  /** Bytes that PostgreSQL adds. */
  readonly postgres: number;
  /** Bytes that a TypeScript file adds. */
  readonly typescript: number;
}

/**
 * @param folder a built engine (`buildEngine`)
 * @returns bytes after gzip -9
 */
export function engineBytes(folder: string): EngineBytes {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const size = (file: string | undefined): number =>
    gzipSync(readFileSync(join(folder, file ?? '')), { level: 9 }).length;
  const bytesFor = (source: string, file = 'server.js'): number => {
    const project: Project = { name: 'x', files: { [file]: source }, processes: {}, dependencies: [] };
    const needs = needsOf(project, manifest, new Set());
    const files = [
      'manifest.json',
      manifest.runtime,
      manifest.kernel,
      manifest.facts,
      manifest.llhttp,
      manifest.library['core'],
      ...[...needs.chunks].map((chunk) => manifest.library[chunk]),
      ...[...needs.extensions].map((name) => manifest.extensions[name]),
      ...[...needs.packages].map((name) => manifest.packages[name]?.file),
      ...[...needs.packages].flatMap((name) => Object.values(manifest.packages[name]?.assets ?? {})),
      ...[...needs.wasm].map((name) => manifest.wasm[name]),
    ];
    return files.reduce((sum, file) => sum + size(file), 0);
  };
  const express = bytesFor(EXPRESS);
  return {
    express,
    sqlite: bytesFor(SQLITE) - express,
    postgres: bytesFor(POSTGRES) - express,
    typescript: bytesFor(EXPRESS, 'server.ts') - express,
  };
}
