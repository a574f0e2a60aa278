/** The words after `node` on a command line: node's options, then the program and its arguments. */

/** Options that take their value as the next word (`--name=value` is another way); a test compares with the pinned Node. */
export const WITH_VALUE: ReadonlySet<string> = new Set(
  [
    'allow-fs-read',
    'allow-fs-write',
    'build-snapshot-config',
    'conditions',
    'cpu-prof-dir',
    'cpu-prof-interval',
    'cpu-prof-name',
    'diagnostic-dir',
    'disable-proto',
    'disable-warning',
    'dns-result-order',
    'env-file',
    'env-file-if-exists',
    'eval',
    'experimental-config-file',
    'experimental-loader',
    'experimental-package-map',
    'experimental-sea-config',
    'experimental-test-tag-filter',
    'heap-prof-dir',
    'heap-prof-interval',
    'heap-prof-name',
    'heapsnapshot-near-heap-limit',
    'heapsnapshot-signal',
    'icu-data-dir',
    'import',
    'input-type',
    'inspect-port',
    'inspect-publish-uid',
    'localstorage-file',
    'max-http-header-size',
    'max-old-space-size-percentage',
    'network-family-autoselection-attempt-timeout',
    'openssl-config',
    'redirect-warnings',
    'report-dir',
    'report-filename',
    'report-signal',
    'require',
    'run',
    'secure-heap',
    'secure-heap-min',
    'security-revert',
    'snapshot-blob',
    'stack-trace-limit',
    'test-concurrency',
    'test-coverage-branches',
    'test-coverage-exclude',
    'test-coverage-functions',
    'test-coverage-include',
    'test-coverage-lines',
    'test-global-setup',
    'test-isolation',
    'test-name-pattern',
    'test-random-seed',
    'test-reporter',
    'test-reporter-destination',
    'test-rerun-failures',
    'test-shard',
    'test-skip-pattern',
    'test-timeout',
    'title',
    'tls-cipher-list',
    'tls-keylog',
    'trace-event-categories',
    'trace-event-file-pattern',
    'trace-require-module',
    'unhandled-rejections',
    'use-largepages',
    'v8-pool-size',
    'watch-kill-signal',
    'watch-path',
  ].map((name) => `--${name}`),
);

/** Other names of options; the same test compares them. `-pe` is `--print` with a value. */
export const ALIASES: Readonly<Record<string, string>> = {
  '-r': '--require',
  '-C': '--conditions',
  '-e': '--eval',
  '-c': '--check',
  '-v': '--version',
  '-h': '--help',
  '-i': '--interactive',
  '-p': '--print',
  '--loader': '--experimental-loader',
  '--report-directory': '--report-dir',
  '--debug-port': '--inspect-port',
  '--security-reverts': '--security-revert',
  '--experimental-test-isolation': '--test-isolation',
  '--experimental-strip-types': '--strip-types',
  '--es-module-specifier-resolution': '--experimental-specifier-resolution',
  '--enable-network-family-autoselection': '--network-family-autoselection',
  '--experimental-default-config-file': '--experimental-config-file',
};

export interface NodeArguments {
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
}

export interface NodeOption {
  /** The option as it was written; `--eval` for the second option that `-pe` stands for. */
  readonly word: string;
  /** The option's long name, without a `no-`. */
  readonly name: string;
  /** Whether the option was written with a `no-`. */
  readonly negated: boolean;
  readonly value: string | undefined;
}

/** The long name of an option as it may be written: underscores are dashes. */
function longName(word: string): string {
  const name = word.startsWith('--') ? `--${word.slice(2).replaceAll('_', '-')}` : word;
  return ALIASES[name] ?? name;
}

/** Reads words as OptionsParser::Parse of src/node_options-inl.h does. */
export function readArguments(words: readonly string[]): NodeArguments & { readonly options: readonly NodeOption[] } {
  const options: NodeOption[] = [];
  let index = 0;
  for (; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--' || !/^-./s.test(word)) break;
    const [, head = word, given] = /^(--[^=]*)=(.*)$/s.exec(word) ?? [];
    const long = longName(head);
    const negated = long.startsWith('--no-');
    const name = negated ? longName(long.replace('--no-', '--')) : long;
    // A word that begins with a dash is no value, unless a backslash stands before the dash.
    const follows = words[index + 1]?.startsWith('-') === false ? words[index + 1] : undefined;
    const next = (): string | undefined => {
      if (follows !== undefined) index += 1;
      return follows?.replace(/^\\-/, '-');
    };
    if (name === '-pe' || (name === '--print' && given === undefined && follows !== undefined)) {
      options.push(
        { word, name: '--print', negated, value: undefined },
        { word: '--eval', name: '--eval', negated: false, value: next() },
      );
    } else {
      options.push({ word, name, negated, value: given ?? (WITH_VALUE.has(name) && !negated ? next() : undefined) });
    }
  }
  return { execArgv: words.slice(0, index), argv: words.slice(words[index] === '--' ? index + 1 : index), options };
}
