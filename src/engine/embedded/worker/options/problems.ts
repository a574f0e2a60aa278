/** What is wrong with options, in Node's words and in V8's. */
import { WITH_VALUE, type NodeOption } from '../../shared/node-arguments.ts';
import { TYPES, type OptionTable } from './table.ts';

/** Values that options are restricted to, and what Node says to others (src/node_options.cc, CheckOptions). */
const CHOICES: Readonly<Record<string, readonly [values: readonly string[], sentence: string]>> = {
  '--unhandled-rejections': [
    ['warn-with-error-code', 'throw', 'strict', 'warn', 'none'],
    'invalid value for --unhandled-rejections',
  ],
  '--trace-require-module': [['all', 'no-node-modules'], 'invalid value for --trace-require-module'],
  '--input-type': [
    ['commonjs', 'module', 'commonjs-typescript', 'module-typescript'],
    '--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"',
  ],
};

const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['--check', '--eval'],
  ['--use-openssl-ca', '--use-bundled-ca'],
  ['--tls-min-v1.3', '--tls-max-v1.2'],
  ['--test', '--check'],
  ['--test', '--eval'],
  ['--test', '--interactive'],
  ['--watch', '--check'],
  ['--watch', '--eval'],
  ['--watch', '--interactive'],
];

/** Options that Node gives V8 besides; V8 names them, too, when it has stopped reading. */
const AFTER_ILLEGAL = ['--harmony-import-attributes', '--js-source-phase-imports', '--experimental-wasm-jspi'];

export class OptionProblems {
  readonly #kinds: ReadonlyMap<string, { readonly type: number; readonly refused: boolean }>;
  readonly #v8: ReadonlyMap<string, string>;
  readonly #ofProcess: ReadonlySet<string>;

  constructor({ options, ofProcess, aliases, v8 }: OptionTable) {
    this.#ofProcess = new Set(ofProcess);
    const kinds = new Map(options.map(([name, type, refused]) => [name, { type, refused: refused === 1 }] as const));
    // `--trace-events-enabled` stands for an option with its value.
    for (const [name = '', to] of aliases)
      if (/^--[\w-]+$/.test(name) && to !== undefined && !kinds.has(name))
        kinds.set(name, { type: TYPES.kBoolean, refused: kinds.get(to)?.refused ?? false });
    this.#kinds = kinds;
    this.#v8 = new Map(
      Object.entries(v8).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
    );
  }

  type(name: string): number | undefined {
    return this.#kinds.get(name)?.type;
  }

  /**
   * Sentences about wrong options, which Node prints after its own name; those of V8 begin with a line break.
   * @param ofThread whether the options are a thread's: it knows neither options of the whole process nor V8's, and the
   *   result is then the bare names
   */
  find(options: readonly NodeOption[], fromEnvironment: boolean, ofThread = false): string[] {
    const forV8: string[] = [];
    for (const option of options) {
      const { name, word, negated, value } = option;
      const kind = ofThread && this.#ofProcess.has(name) ? undefined : this.#kinds.get(name);
      const head = word.replace(/=.*/s, '=');
      if (fromEnvironment && (!kind || kind.refused)) return [`${head} is not allowed in NODE_OPTIONS`];
      if (!kind || kind.type === TYPES.kV8Option || name === '--stack-trace-limit') forV8.push(word);
      if (!kind || kind.type === TYPES.kV8Option) continue;
      if (negated && kind.type !== TYPES.kBoolean)
        return [`${word} is an invalid negation because it is not a boolean option`];
      if (WITH_VALUE.has(name) && (value === undefined || (value === '' && word.endsWith('='))))
        return [`${head} requires an argument`];
    }
    const problems = this.#check(options);
    if (problems.length > 0) return problems;
    return ofThread ? (fromEnvironment ? [] : forV8) : this.#checkV8(forV8);
  }

  #check(options: readonly NodeOption[]): string[] {
    const given = new Map(options.filter(({ negated }) => !negated).map(({ name, value }) => [name, value]));
    const problems: string[] = [];
    for (const [name, [values, sentence]] of Object.entries(CHOICES))
      if (given.has(name) && !values.includes(given.get(name) ?? '')) problems.push(sentence);
    if (given.has('--test') && given.has('--watch-path'))
      problems.push('--watch-path cannot be used in combination with --test');
    for (const [one, other] of EXCLUSIVE)
      if (given.has(one) && given.has(other)) problems.push(`either ${one} or ${other} can be used, not both`);
    for (const name of [...given.keys()].sort()) {
      const [, of] = /^(--(?:cpu|heap)-prof)-/.exec(name) ?? [];
      if (of !== undefined && !given.has(of)) problems.push(`${name} must be used with ${of}`);
    }
    if (given.has('--debug') || given.has('--debug-brk')) {
      problems.push(
        '[DEP0062]: `node --debug` and `node --debug-brk` are invalid. Please use `node --inspect` and `node --inspect-brk` instead.',
      );
    }
    return problems;
  }

  /**
   * Checks the options that Node passes on to V8 as FlagList::SetFlagsFromCommandLine does: one dash in front will do,
   * and `no` needs none after it.
   */
  #checkV8(words: readonly string[]): string[] {
    const left: string[] = [];
    for (const [index, word] of words.entries()) {
      const { type, positive, value } = this.#flag(word);
      if (type === undefined) left.push(word);
      else if (!isLegal(type, positive, value)) {
        const boolean = type.endsWith('bool') ? ['To set or unset a boolean flag, use --flag or --no-flag.'] : [];
        return [
          `\nError: illegal value for flag ${word} of type ${type}`,
          ...boolean.map((line) => `\n${line}`),
          '\nTry --help for options',
          ...[...left, ...words.slice(index), ...AFTER_ILLEGAL].map(badOption),
        ];
      }
    }
    return left.map(badOption);
  }

  #flag(word: string): {
    readonly type: string | undefined;
    readonly positive: boolean;
    readonly value: string | undefined;
  } {
    const [, name = '', value] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const dashed = name.replaceAll('_', '-');
    const type = this.#v8.get(dashed);
    return type === undefined
      ? { type: this.#v8.get(dashed.replace(/^no-?/, '')), positive: false, value }
      : { type, positive: true, value };
  }

  /** Whether a flag of V8's is on after these words. */
  isOn(flag: string, words: readonly string[]): boolean {
    return words.reduce(
      (on, word) => (word.replace(/^--?(?:no-?)?/, '').replaceAll('_', '-') === flag ? this.#flag(word).positive : on),
      false,
    );
  }
}

const badOption = (word: string): string => `bad option: ${word}`;

function isLegal(type: string, positive: boolean, value: string | undefined): boolean {
  if (type.endsWith('bool')) return value === undefined;
  if (!positive) return false;
  if (type === 'string') return true;
  return value !== undefined && (type === 'float' ? !Number.isNaN(Number(value)) : /^-?\d*$/.test(value));
}
