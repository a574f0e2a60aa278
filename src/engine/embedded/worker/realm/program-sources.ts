/** How the texts of a program become code: the loader of its modules, and the functions that read and rewrite them. */
import type { ContextifyContext } from '../bindings/contextify.ts';
import { EsmLoader } from '../modules/esm-loader.ts';
import { RUNTIME } from '../modules/module-texts.ts';
import { checkModule, locateSyntaxError } from '../modules/syntax.ts';
import { TYPESCRIPT, type TypeScript } from '../stand-ins.ts';
import { catchesNeedMarks, markCatches } from '../stacks/install.ts';
import { extension, type RealmCore } from './core.ts';

// Taken before Node's library replaces the globals.
const NativeTextDecoder = globalThis.TextDecoder;
const NativeURL = globalThis.URL;

type BuiltinModules = Map<string, { module: object; compileForPublicLoader(): Record<string, unknown> }>;

export class ProgramSources {
  readonly #core: RealmCore;
  #esm: EsmLoader | undefined;

  constructor(core: RealmCore) {
    this.#core = core;
  }

  get loader(): EsmLoader {
    const { options, require, frames, privateSymbols, binding, part } = this.#core;
    const builtins = (): BuiltinModules =>
      (require('internal/bootstrap/realm')['BuiltinModule'] as { map: BuiltinModules }).map;
    return (this.#esm ??= new EsmLoader({
      loop: options.loop,
      require,
      builtin: (id) => {
        const module = builtins().get(id);
        if (!module) throw new Error(`There is no builtin named ${id}`);
        return module.compileForPublicLoader();
      },
      live: (id, setExport) => {
        const module = builtins().get(id);
        // The part of a ModuleWrap that BuiltinModule.syncExports calls (internal/bootstrap/realm.js).
        if (module) module.module = { setExport };
      },
      containsModuleSyntax: (source, filename) =>
        (
          binding('contextify') as { containsModuleSyntax(source: string, filename: string): boolean }
        ).containsModuleSyntax(source, filename),
      compileFunction: (source) => part('parser').toModuleFunction(carryContext(source, 'module')),
      commonJsLexer: () => part('commonjs'),
      prepare: (source) => carryContext(source, 'module'),
      locate: (error, source, filename) => this.locate(error, source, filename),
      check: (source, filename) => this.check(source, filename),
      rewritten: (url, source, text) => frames.rewritten(url, source, text),
      caller: () =>
        (frames.callSites(1)[0] as { scriptName: string } | undefined)?.scriptName ??
        `${options.files.currentDirectory}/`,
      decorated: this.#decorated,
      arrow: privateSymbols['arrow_message_private_symbol'] ?? Symbol('arrow'),
    }));
  }

  /** The text of a file; undefined when there is no file at the path. */
  read(path: string): string | undefined {
    const inode = this.#core.options.files.find(path);
    return inode?.kind === 'file'
      ? (inode.data.asciiText ?? new NativeTextDecoder().decode(inode.data.bytes))
      : undefined;
  }

  /** The text of a file that stacks name, as it runs: without its types. */
  readForStack(file: string): string | undefined {
    if (!file.startsWith('file:')) return this.read(file);
    const path = decodeURIComponent(new NativeURL(file).pathname);
    const source = this.read(path);
    if (source === undefined || !/\.[cm]?ts$/.test(path) || !('amaro' in this.#core.binding('wasm'))) return source;
    try {
      return (this.#core.require(TYPESCRIPT) as unknown as TypeScript).stripTypeScriptModuleTypes(source, path);
    } catch {
      return source; // the error is about this text, which does not parse
    }
  }

  /** @throws SyntaxError when the source is no module */
  check(source: string, filename: string): void {
    checkModule(source, filename, this.#core.part('parser'), this.#decorated);
  }

  /** Adds place and caret to a SyntaxError. */
  locate(error: unknown, source: string, filename: string): unknown {
    return error instanceof SyntaxError
      ? locateSyntaxError(error, source, filename, this.#core.part('parser'), this.#decorated)
      : error;
  }

  /** The functions that compiling functions and scripts needs. */
  get forFunctions(): Pick<ContextifyContext, 'prepare' | 'wrapped' | 'locate'> {
    const { frames } = this.#core;
    return {
      prepare: (source, filename) => {
        const text = carryContext(this.loader.rewriteDynamicImports(source, filename), 'function');
        frames.rewritten(filename, source, text);
        return text;
      },
      wrapped: (filename, prefix) => frames.wrapped(filename, prefix),
      locate: (error, source, filename) => this.locate(error, source, filename),
    };
  }

  get #decorated(): symbol | undefined {
    return this.#core.privateSymbols['decorated_private_symbol'];
  }
}

/** With the parser at hand (the program mentions AsyncLocalStorage), code after `await` keeps its context. */
function carryContext(source: string, kind: 'module' | 'function'): string {
  const parser = extension('parser');
  const marked = (text: string) => (catchesNeedMarks ? markCatches(text, RUNTIME) : text);
  if (!parser) return marked(source);
  try {
    return marked(parser.withContextAcrossAwait(source, { kind, enters: true }));
  } catch {
    return source; // the browser will say what is wrong with it
  }
}
