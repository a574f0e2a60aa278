/** What a reader is told when the imports of modules do not fit what others export. */
import { commonJsAdvice } from './explanations.ts';
import type { Import } from './imports.ts';
import { reachable, type ModuleRecord } from './module-record.ts';
import { placeText, positionAt, prefixStack } from './syntax.ts';

/** Tools that put places into errors. */
export interface ErrorTools {
  /** Adds place and caret to a SyntaxError. */
  locate(error: unknown, source: string, filename: string): unknown;
  /** The symbol that tells Node's library that an error's stack shows its place already. */
  readonly decorated: symbol | undefined;
  /** The symbol of the lines that are printed above an error. */
  readonly arrow: symbol;
}

export class LinkErrors {
  readonly #tools: ErrorTools;
  readonly #files: ReadonlyMap<string, string>;

  /** @param files URLs of files, by the URLs under which the browser has imported them */
  constructor(tools: ErrorTools, files: ReadonlyMap<string, string>) {
    this.#tools = tools;
    this.#files = files;
  }

  /** The error for an import of a name that does not exist, in a module that the browser does not link. */
  missing(importer: ModuleRecord, specifier: string, name: string, required: boolean): SyntaxError {
    const error = new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);
    const index = importer.imports.findIndex(
      (found) => found.specifier === specifier && nameIn(importer, found, name) !== undefined,
    );
    if (index >= 0) this.#place(error, importer, index, name, required);
    return error;
  }

  /** Makes an error of the browser's linker, which names URLs of blobs, one that names the reader's files. */
  explain(error: unknown, root: ModuleRecord): unknown {
    // A SyntaxError that was thrown at run time (by JSON.parse) has stack frames.
    if (!(error instanceof SyntaxError) || /\n +at /.test(error.stack ?? '')) return error;
    const missing = /(?:export named|star exports for name) '(.+?)'/.exec(error.message)?.[1];
    if (missing !== undefined) return this.#explainMissing(error, missing, root);
    for (const candidate of reachable(root)) {
      if (candidate.format !== 'module') continue;
      this.#tools.locate(error, candidate.source, candidate.url);
      if (error.stack?.includes(candidate.url)) return error;
    }
    return error;
  }

  /** Explains an import of a name that the other module does not export. */
  #explainMissing(error: SyntaxError, name: string, root: ModuleRecord): SyntaxError {
    const dependency = [...this.#files].find(([importUrl]) => error.message.includes(importUrl));
    if (!dependency) return error;
    const [importUrl, url] = dependency;
    for (const importer of reachable(root)) {
      for (const [index, found] of importer.imports.entries()) {
        if (importer.dependencies[index]?.url !== url) continue;
        if (nameIn(importer, found, name) === undefined) continue;
        error.message = error.message.replaceAll(importUrl, found.specifier);
        this.#place(error, importer, index, name, false);
        return error;
      }
    }
    return error;
  }

  /** Tells where the name is: in front of the stack, as for import(), or when the error is printed, as for require(). */
  #place(error: SyntaxError, importer: ModuleRecord, index: number, name: string, required: boolean): void {
    const found = importer.imports[index] as Import;
    const { at = 0, length = 1 } = nameIn(importer, found, name) ?? {};
    const place = placeText(importer.url, importer.source, positionAt(importer.source, found.statement + at), length);
    const { arrow, decorated } = this.#tools;
    if (required) return void Object.defineProperty(error, arrow, { value: place });
    if (importer.dependencies[index]?.format === 'commonjs')
      error.message = commonJsAdvice(name, found.specifier, importer.source.slice(found.statement, found.start));
    prefixStack(error, place, '\n', decorated);
  }
}

/** Where a name is in an import statement, counted from the statement's beginning. */
function nameIn(
  { source }: ModuleRecord,
  { statement: from, start }: Import,
  name: string,
): { readonly at: number; readonly length: number } | undefined {
  const statement = source.slice(from, start);
  // V8 marks a name that is exported again together with its new name.
  const renamed = statement.startsWith('export') ? '(?:\\s+as\\s+[\\w$]+)?' : '';
  const named = new RegExp(`(?<![\\w$])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w$])${renamed}`).exec(
    statement,
  );
  const match = named ?? (name === 'default' ? /(?<=^(?:import|export)\s+)(?:[\w$]+|[^\s{*])/.exec(statement) : null);
  return match ? { at: match.index, length: match[0].length } : undefined;
}
