/**
 * Node's command-line options as a program was given them. Few programs are given any, so reading options is an
 * extension (`extensions/options.ts`); without it, all options have their defaults.
 */
import type { OptionsExtension } from '../extensions.ts';
import type { Program } from '../../protocol/programs.ts';
import type { Facts } from '../facts.ts';
import type { StartOptions } from './start.ts';

/** Variables that are options (HandleEnvOptions in src/node_options.cc). */
const OPTION_VARIABLES =
  /^NODE_(?:OPTIONS|PENDING_DEPRECATION|PRESERVE_SYMLINKS|PRESERVE_SYMLINKS_MAIN|REDIRECT_WARNINGS)$/;

export interface NodeOptionsContext {
  readonly facts: Facts;
  program(): Program;
  readFile(path: string): string | undefined;
  extension(): OptionsExtension;
}

export class NodeOptions {
  readonly #context: NodeOptionsContext;
  #program: Program | undefined;
  #start: StartOptions | undefined;

  constructor(context: NodeOptionsContext) {
    this.#context = context;
  }

  /** The options that the program is started with; undefined when it has none. */
  get start(): StartOptions | undefined {
    const program = this.#context.program();
    if (this.#program === program) return this.#start;
    this.#program = program;
    const { execArgv, env, argv0 = 'node' } = program;
    const { extension, readFile } = this.#context;
    return (this.#start =
      execArgv.length === 0 && !Object.keys(env).some((name) => OPTION_VARIABLES.test(name))
        ? undefined
        : extension().readStart({ execArgv, env, argv0, readFile }));
  }

  has(name: string): boolean {
    return this.start?.given.some((option) => option.name === name && !option.negated) ?? false;
  }

  get title(): string | undefined {
    return this.start?.values['--title'] as string | undefined;
  }

  get extension(): OptionsExtension {
    return this.#context.extension();
  }

  /** The value of every option, also under its negative name; those not given have their defaults. */
  values(): Record<string, unknown> {
    const values: Record<string, unknown> = { __proto__: null, ...this.#context.facts.options, ...this.start?.values };
    for (const [name, value] of Object.entries(values))
      if (name.startsWith('--') && typeof value === 'boolean') values[name.replace('--', '--no-')] = !value;
    return values;
  }
}
