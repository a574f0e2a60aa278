/** Reads the options that a program is started with, as src/node.cc does before anything runs. */
import { readArguments, type NodeOption } from '../../shared/node-arguments.ts';
import { readEnvironmentFiles, valuesOfVariables, wordsOf } from './environment.ts';
import { refusal, remark } from './limits.ts';
import { OptionProblems } from './problems.ts';
import { TYPES, type OptionTable } from './table.ts';

/** Exit codes of src/node_exit_code.h. */
const INVALID_ARGUMENT = 9;
const INVALID_ARGUMENT_OF_V8 = 12;

export interface StartContext {
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The name of node in messages. */
  readonly argv0: string;
  readFile(path: string): string | undefined;
}

export interface StartOptions {
  /** All options: of NODE_OPTIONS, then of the command line. */
  readonly given: readonly NodeOption[];
  /** Values that differ from the defaults. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Variables from files; variables that are set already go before them. */
  readonly env: Readonly<Record<string, string>>;
  /** What node prints to standard error before anything else. */
  readonly stderr: string;
  readonly notices: readonly string[];
  /** The exit code of a program that is not to run; undefined for one that is. */
  readonly exitCode: number | undefined;
  /** Changes the globals as options demand. */
  apply(): void;
}

export function readStart(table: OptionTable, { execArgv, env, argv0, readFile }: StartContext): StartOptions {
  const problems = new OptionProblems(table);
  const own = readArguments(execArgv).options;
  const files = readEnvironmentFiles(own, readFile);
  const words = wordsOf(env['NODE_OPTIONS'] ?? files.env['NODE_OPTIONS'] ?? '');
  const outer = typeof words === 'string' ? [] : readArguments(words).options;
  const given = [...outer, ...own];

  const faults = (): readonly string[] => {
    if (files.problem !== undefined) return [files.problem];
    if (typeof words === 'string') return [words];
    if (words[readArguments(words).execArgv.length] === '--') return ['-- is not allowed in NODE_OPTIONS'];
    for (const found of [problems.find(outer, true), problems.find(own, false)]) if (found.length > 0) return found;
    return given.flatMap(({ name, negated }) => (negated ? [] : (refusal(name) ?? []))).slice(0, 1);
  };
  const proto = last(given, '--disable-proto')?.value;
  let sentences = faults();
  let exitCode = sentences.length > 0 ? INVALID_ARGUMENT : undefined;
  if (exitCode === undefined && proto !== undefined && !['delete', 'throw'].includes(proto)) {
    sentences = ['invalid mode passed to --disable-proto'];
    exitCode = INVALID_ARGUMENT_OF_V8;
  }
  const values = { ...valuesOfVariables(env), ...valuesOf(given, problems) };
  // A sentence of V8's begins with a line break, in place of node's name.
  const lines = [
    ...files.remarks,
    ...sentences.map((sentence) => (sentence.startsWith('\n') ? sentence.slice(1) : `${argv0}: ${sentence}`)),
  ];
  return {
    given,
    values,
    env: files.env,
    exitCode,
    stderr: lines.map((line) => `${line}\n`).join(''),
    notices: exitCode === undefined ? given.flatMap(({ name, negated }) => (negated ? [] : (remark(name) ?? []))) : [],
    apply() {
      const limit = last(given, '--stack-trace-limit')?.value;
      if (limit !== undefined) Error.stackTraceLimit = Number(limit);
      if (
        problems.isOn(
          'expose-gc',
          given.map(({ word }) => word),
        )
      ) {
        // No function but the browser's own can start a garbage collection.
        Object.defineProperty(globalThis, 'gc', {
          value: function gc() {},
          writable: true,
          configurable: true,
          enumerable: false,
        });
      }
      // Node's own navigator is not put in place then; the one that is there is the browser's.
      if (values['--experimental-global-navigator'] === false) removeEverywhere('navigator');
      if (proto === 'delete') Reflect.deleteProperty(Object.prototype, '__proto__');
      if (proto === 'throw')
        Object.defineProperty(Object.prototype, '__proto__', {
          get: refuseProto,
          set: refuseProto,
          enumerable: false,
          configurable: true,
        });
    },
  };
}

/**
 * Wrong options of a thread, by the place where they were found: properties of the thread's handle (Worker::New in
 * src/node_worker.cc).
 */
export interface ThreadProblems {
  readonly invalidExecArgv?: readonly string[];
  readonly invalidNodeOptions?: readonly string[];
}

/** @param env the thread's own variables; those of the process were checked when it started */
export function findThreadProblems(
  table: OptionTable,
  execArgv: readonly string[],
  env: Readonly<Record<string, string>> | null,
): ThreadProblems | undefined {
  const problems = new OptionProblems(table);
  const words = wordsOf(env?.['NODE_OPTIONS'] ?? '');
  const invalidNodeOptions =
    typeof words === 'string' ? [words] : problems.find(readArguments(words).options, true, true);
  if (invalidNodeOptions.length > 0) return { invalidNodeOptions };
  const invalidExecArgv = problems.find(readArguments(execArgv.map(String)).options, false, true);
  return invalidExecArgv.length > 0 ? { invalidExecArgv } : undefined;
}

const last = (options: readonly NodeOption[], name: string): NodeOption | undefined =>
  options.findLast((option) => option.name === name);

function removeEverywhere(name: string): void {
  for (let object: object | null = globalThis; object !== null; object = Object.getPrototypeOf(object) as object | null)
    Reflect.deleteProperty(object, name);
}

function refuseProto(): never {
  throw Object.assign(
    new Error('Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw'),
    { code: 'ERR_PROTO_ACCESS' },
  );
}

/** Options that others set besides their own value (Implies in src/node_options.cc). */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  '--eval': ['[has_eval_string]'],
  '--env-file': ['[has_env_file_string]'],
  '--test-random-seed': ['[has_test_random_seed]'],
  '--experimental-transform-types': ['--strip-types', '--enable-source-maps'],
  // Two names of one value.
  '--require-module': ['--experimental-require-module'],
  '--experimental-require-module': ['--require-module'],
};

function valuesOf(options: readonly NodeOption[], problems: OptionProblems): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, negated, value = '' } of options) {
    const type = problems.type(name);
    if (type === TYPES.kBoolean) values[name] = !negated;
    else if (type === TYPES.kStringList)
      values[name] = [...((values[name] as readonly string[] | undefined) ?? []), value];
    else if (type === TYPES.kString) values[name] = value;
    else if (type === TYPES.kInteger || type === TYPES.kUInteger) values[name] = Number.parseInt(value, 10) || 0;
    for (const implied of IMPLIED[name] ?? []) values[implied] = !negated;
  }
  return values;
}

/** For `process.allowedNodeEnvironmentFlags`: getCLIOptionsInfo() of the binding. */
export function optionsInfo({ options, aliases }: OptionTable): object {
  return {
    options: new Map(
      options.map(([name, type, refused]) => [
        name,
        { type, envVarSettings: refused, helpText: '', defaultIsTrue: false },
      ]),
    ),
    aliases: new Map(aliases.map(([name, ...words]) => [name, words])),
  };
}
