/**
 * The plain data in the pinned Node's internal bindings: error numbers, constants, option defaults, the names of its
 * private symbols. They are read from the binary, so that they stay right when another Node is pinned; the functions of
 * the bindings are ours (`engine/embedded/worker/bindings`).
 */
import { execFileSync } from 'node:child_process';
import type { Facts } from '../../engine/embedded/worker/facts.ts';

const DATA_BINDINGS = [
  'async_wrap',
  'block_list',
  'cares_wrap',
  'config',
  'constants',
  'errors',
  'http_parser',
  'module_wrap',
  'modules',
  'os',
  'performance',
  'pipe_wrap',
  'process_wrap',
  'stream_wrap',
  'string_decoder',
  'task_queue',
  'tcp_wrap',
  'tty_wrap',
  'udp_wrap',
  'util',
  'v8',
  'worker',
  'contextify',
];

/** Runs in the pinned Node, with its internals exposed; prints JSON. */
function collect(names: readonly string[]): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { internalBinding } = require('internal/test/binding') as {
    internalBinding(name: string): Record<string, unknown>;
  };
  const plain = (value: unknown, depth: number): unknown => {
    if (value === null || ['string', 'boolean'].includes(typeof value)) return value;
    if (typeof value === 'number') return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : undefined;
    if (typeof value !== 'object' || ArrayBuffer.isView(value) || value instanceof Map || depth > 3) return undefined;
    if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
    const entries = Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  };
  const bindings: Record<string, unknown> = {};
  for (const name of names) {
    const binding = internalBinding(name);
    const data: Record<string, unknown> = {};
    for (const key of Object.getOwnPropertyNames(binding)) {
      const value = plain(binding[key], 0);
      if (value !== undefined && key !== 'privateSymbols') data[key] = value;
    }
    // Node's library has added this to the constants; it will do so again in the engine.
    delete (data['crypto'] as Record<string, unknown> | undefined)?.['defaultCipherList'];
    bindings[name] = data;
  }
  const uv = internalBinding('uv') as { getErrorMap(): Map<number, [string, string]> };
  const options = internalBinding('options') as { getCLIOptionsValues(): Record<string, unknown> };
  const parser = (internalBinding('http_parser') as { HTTPParser: Record<string, number> }).HTTPParser;
  const builtins = internalBinding('builtins') as { builtinIds: string[] };
  const util = internalBinding('util') as { privateSymbols: Record<string, symbol> };
  // Without the opposites (--no-warnings of --warnings), which the worker adds.
  const values = Object.fromEntries(
    Object.entries(options.getCLIOptionsValues()).filter(([name]) => !name.startsWith('--no-')),
  );
  Object.assign(values, { '--expose-internals': false, '--warnings': true, '--eval': '', '[has_eval_string]': false });
  return JSON.stringify({
    version: process.version,
    versions: process.versions,
    builtinIds: builtins.builtinIds,
    options: plain(values, 0),
    errorMap: [...uv.getErrorMap()].map(([errno, [code, message]]) => [errno, code, message]),
    symbols: Object.keys(internalBinding('symbols')),
    privateSymbols: Object.keys(util.privateSymbols),
    httpParser: Object.fromEntries(Object.entries(parser).filter(([, value]) => typeof value === 'number')),
    bindings,
  });
}

/** Reads the facts from the Node that runs this build, which must be the pinned one. */
export function readNodeFacts(): Facts {
  const script = `process.stdout.write((${collect.toString()})(${JSON.stringify(DATA_BINDINGS)}))`;
  const json = execFileSync(process.execPath, ['--expose-internals', '--no-warnings', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(json) as Facts;
}
