/**
 * The text that the browser imports for each module: the module's own, in which imports point at the texts for other
 * modules, or a facade in front of a builtin, a CommonJS module or JSON.
 */
import { nameSource } from '../stacks/source-names.ts';
import { cjsExportNames, type ReadNames } from './cjs-exports.ts';
import { makesFunctions, rewriteEvaluated, watchFunctions } from './evaluated-imports.ts';
import { facade } from './facade.ts';
import { importsIn } from './imports.ts';
import type { LoaderLibrary } from './loader-library.ts';
import type { ModuleRecord } from './module-record.ts';
import { moduleUrl } from './module-url.ts';

/** The hidden global whose functions rewritten sources call. */
export const RUNTIME = '__engine';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Tools that read and rewrite texts. */
export interface TextTools {
  /** `require` for programs: a builtin as the public sees it. */
  builtin(id: string): Record<string, unknown>;
  /** Calls `set` when a builtin's exports have changed. */
  live(id: string, set: (name: string, value: unknown) => void): void;
  /** The lexer that finds the names that a CommonJS module exports. */
  commonJsLexer(): ReadNames;
  /** Rewrites an `await` for AsyncLocalStorage when the program uses it. */
  prepare(source: string): string;
  /** Notes how a source was changed, for the columns of stacks. */
  rewritten(url: string, source: string, text: string): void;
  /** Path or URL of the file of the program that is running. */
  caller(): string;
}

interface TextsContext {
  readonly tools: TextTools;
  library(): LoaderLibrary;
  /** Whether some module has this name in its text. */
  mentions(name: string): boolean;
  /** A module with an `await` somewhere is about to run. */
  awaits(url: string): void;
}

export class ModuleTexts {
  readonly #context: TextsContext;
  readonly #tools: TextTools;
  readonly #files = new Map<string, string>();
  /** URLs of files with an `import()` in a text for `eval`. */
  readonly #importers: string[] = [];
  /** Exports of builtins without a value yet, and what sets them once the builtin's module has run. */
  readonly #later = new Map<
    string,
    { names: Set<string>; set: ((name: string, value: unknown) => void) | undefined }
  >();

  constructor(context: TextsContext) {
    this.#context = context;
    this.#tools = context.tools;
  }

  /** URLs of files, by the URLs under which the browser has imported them. */
  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** The URL of the file that has the numbered `import()`. */
  importer(number: number): string | undefined {
    return this.#importers[number];
  }

  /** The URL by which the browser imports a module; those of everything that it imports are made first. */
  urlOf(record: ModuleRecord): string {
    if (record.importUrl !== undefined) return record.importUrl;
    record.importUrl = moduleUrl(this.#text(record));
    this.#files.set(record.importUrl, record.url);
    if (record.format === 'module') nameSource(record.importUrl, record.url);
    return record.importUrl;
  }

  /**
   * The module in front of a builtin. Some exports are getters that load further parts of the library, as `WebSocket`
   * of http loads undici: those have no value until some module mentions them.
   */
  #builtinText(id: string): string {
    const builtin = this.#tools.builtin(id);
    const names = Object.keys(builtin);
    const later = names.filter((name) => Object.getOwnPropertyDescriptor(builtin, name)?.get);
    if (later.length > 0) this.#later.set(id, { names: new Set(later), set: undefined });
    const key = JSON.stringify(id);
    return facade(`${RUNTIME}.builtin(${key})`, names, { live: `${RUNTIME}.live(${key},`, later });
  }

  /** Takes the function that sets the exports of a builtin's module, which runs. */
  live(id: string, set: (name: string, value: unknown) => void): void {
    this.#tools.live(id, set);
    const later = this.#later.get(id);
    if (later) later.set = set;
    this.#reveal();
  }

  /** Gives the exports that are getters their values once a module mentions them. */
  #reveal(): void {
    for (const [id, { names, set }] of this.#later)
      for (const name of set ? names : [])
        if (this.#context.mentions(name) && names.delete(name)) set?.(name, this.#tools.builtin(id)[name]);
  }

  #text(record: ModuleRecord): string {
    const { url, format } = record;
    if (format === 'builtin') return this.#builtinText(url.slice(5));
    if (format === 'json') return `export default ${RUNTIME}.json(${JSON.stringify(record.key)});`;
    if (format === 'commonjs') {
      const names = this.commonJsNames(record);
      return facade(`${RUNTIME}.commonjs(${JSON.stringify(record.key)})`, names, {
        moduleExports: true,
        esModule: names.includes('__esModule'),
      });
    }
    this.#reveal();
    const targets = record.imports.flatMap(({ start, end, statementEnd, attributes }, index) => [
      { start, end, text: this.urlOf(record.dependencies[index] as ModuleRecord) },
      // The text that the browser imports for a JSON file is a script.
      ...(Object.keys(attributes).length === 0
        ? []
        : [
            {
              start: end + 1,
              end: statementEnd,
              text: record.source.slice(end + 1, statementEnd).replace(/[^\n]/g, ' '),
            },
          ]),
    ]);
    const end = /\bawait\b/.test(record.source) ? `;${RUNTIME}.ran(${JSON.stringify(url)});` : '';
    if (end !== '') this.#context.awaits(url);
    const text = this.#tools.prepare(this.rewrite(record.source, url, targets));
    this.#tools.rewritten(url, record.source, text);
    return `${text}\n${end}//# sourceURL=${url}`;
  }

  /** The names that a CommonJS module exports, without those that no ES module can: they are not well-formed. */
  commonJsNames({ source, url }: ModuleRecord): string[] {
    return cjsExportNames(source, this.#tools.commonJsLexer, (...which) => this.#reexported(...which), url).filter(
      (name) => !LONE_SURROGATE.test(name),
    );
  }

  /** Static specifiers become the browser's; `import()` and `import.meta` become calls. */
  rewrite(source: string, url: string, targets: readonly { start: number; end: number; text: string }[]): string {
    const edits = [...targets];
    this.#watchFunctions(source);
    for (const found of importsIn(source)) {
      if (found.d > -1)
        edits.push({ start: found.ss, end: found.d + 1, text: `${RUNTIME}.import(${JSON.stringify(url)},` });
      else if (found.d === -2)
        edits.push({ start: found.s, end: found.e, text: `${RUNTIME}.meta(${JSON.stringify(url)})` });
    }
    edits.sort((a, b) => a.start - b.start);
    let text = '';
    let last = 0;
    for (const edit of edits) {
      text += source.slice(last, edit.start) + edit.text;
      last = edit.end;
    }
    return rewriteEvaluated(text + source.slice(last), () => this.#numberedImport(url));
  }

  #watchFunctions(source: string): void {
    if (makesFunctions(source)) watchFunctions((text) => this.rewriteDynamicImports(text, this.#tools.caller()));
  }

  /** The source of a CommonJS module with its `import()` calls rewritten. */
  rewriteDynamicImports(source: string, filename: string): string {
    if (!/\bimport\s*\(/.test(source)) return source;
    const url = filename.startsWith('/') ? this.#context.library().pathToFileURL(filename).href : filename;
    this.#watchFunctions(source);
    const edits = importsIn(source).filter((found) => found.d > -1);
    const text = edits.reduceRight(
      (rest, { ss, d }) => `${rest.slice(0, ss)}${RUNTIME}.import(${JSON.stringify(url)},${rest.slice(d + 1)}`,
      source,
    );
    return rewriteEvaluated(text, () => this.#numberedImport(url));
  }

  #numberedImport(url: string): string {
    if (!this.#importers.includes(url)) this.#importers.push(url);
    return `${RUNTIME}.importFrom(${this.#importers.indexOf(url)},`;
  }

  #reexported(specifier: string, from: string): readonly [path: string, source: string] | undefined {
    try {
      const { createRequire } = this.#tools.builtin('module') as {
        createRequire(url: string): { resolve(specifier: string): string };
      };
      const path = createRequire(from).resolve(specifier);
      return path.startsWith('/') ? [path, this.#context.library().readFileSync(path, 'utf8')] : undefined;
    } catch {
      return undefined;
    }
  }
}
