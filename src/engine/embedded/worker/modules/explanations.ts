/** What Node adds to errors of modules so that a reader knows what to do (lib/internal/modules/esm/module_job.js). */
import type { ModuleRecord } from './module-record.ts';
import { onlyTopLevelAwait } from './top-level-await.ts';

/** Node's text for a name that a CommonJS module sets in a way its lexer does not see (esm/module_job.js). */
export function commonJsAdvice(name: string, specifier: string, statement: string): string {
  const names = /\{.*\}/.exec(statement)?.[0].replace(/\s+as\s+/g, ': ');
  return `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${specifier}';\n${names === undefined ? '' : `const ${names} = pkg;\n`}`;
}

const COMMONJS_ONLY = /^(require|module|exports|__filename|__dirname) is not defined$/;

/** Adds to a ReferenceError what Node adds when an ES module uses a variable of CommonJS (esm/module_job.js). */
export function explainCommonJsVariable(
  error: unknown,
  { url, source }: ModuleRecord,
  packageJson: () => string | undefined,
): void {
  if (!(error instanceof ReferenceError)) return;
  const name = COMMONJS_ONLY.exec(error.message)?.[1];
  if (name === undefined) return;
  if (onlyTopLevelAwait(source)) {
    const advice: Record<string, string> = {
      require: 'replace require() with import',
      module: 'use export instead of module.exports/exports',
      exports: 'use export instead of module.exports/exports',
      __filename: 'use import.meta.filename instead',
      __dirname: 'use import.meta.dirname instead',
    };
    error.message = `Cannot determine intended module format because both '${name}' and top-level await are present. If the code is intended to be CommonJS, wrap await in an async function. If the code is intended to be an ES module, ${advice[name] ?? ''}.`;
    (error as NodeJS.ErrnoException).code = 'ERR_AMBIGUOUS_MODULE_SYNTAX';
    return;
  }
  error.message += ` in ES module scope${name === 'require' ? ', you can use import instead' : ''}`;
  const path = url.startsWith('file:') && /\.js(?:\?[^#]*)?(?:#.*)?$/.test(url) ? packageJson() : undefined;
  if (path !== undefined) {
    error.message += `\nThis file is being treated as an ES module because it has a '.js' file extension and '${path}' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
  }
}

/** Place and line of the `await` that a module waits at. */
export function describeAwait({ url, source }: ModuleRecord): string {
  const position = onlyTopLevelAwait(source);
  if (!position) return url;
  const line = source.split('\n')[position.line - 1] ?? '';
  return `${url}:${position.line}\n${line}\n${line.slice(0, position.column - 1).replace(/[^\t]/g, ' ')}^`;
}
