/** An ES module in front of a value: its properties as named exports, as Node gives builtins and CommonJS. */

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export interface FacadeOptions {
  /** CommonJS modules also export themselves under this string name (Node 23 and later). */
  readonly moduleExports?: boolean;
  /** Compiled from an ES module: `default` is still the whole of `module.exports` in Node. */
  readonly esModule?: boolean;
}

/** The source of a module that evaluates `expression` once and exports it and its `names`. */
export function facade(expression: string, names: readonly string[], options: FacadeOptions = {}): string {
  const own = [...new Set(names)].filter((name) => name !== 'default' && name !== 'module.exports');
  const value = (name: string): string => `value==null?undefined:value[${JSON.stringify(name)}]`;
  const bindings = own.map((name, index) => `const e${index}=${value(name)};`).join('');
  const exported = own.map((name, index) => `e${index} as ${IDENTIFIER.test(name) ? name : JSON.stringify(name)}`);
  if (options.moduleExports) exported.push('value as "module.exports"');
  return `const value=${expression};${bindings}export default value;export{${exported.join(',')}};`;
}
