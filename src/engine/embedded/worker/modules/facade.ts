/** An ES module in front of a value: its properties as named exports, as Node gives builtins and CommonJS. */

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export interface FacadeOptions {
  /** CommonJS modules also export themselves under this string name (Node 23 and later). */
  readonly moduleExports?: boolean;
  /** Whether the module was compiled from an ES module; in Node `default` is still the whole of `module.exports`. */
  readonly esModule?: boolean;
  /** Source text: the beginning of a call whose last argument is a function that sets a binding by name and value. */
  readonly live?: string;
  /** Names whose values that function sets later. */
  readonly later?: readonly string[];
}

/** The source of a module that evaluates `expression` once and exports it and its `names`. */
export function facade(expression: string, names: readonly string[], options: FacadeOptions = {}): string {
  const own = [...new Set(names)].filter((name) => name !== 'default' && name !== 'module.exports');
  const value = (name: string): string => `value==null?undefined:value[${JSON.stringify(name)}]`;
  const bindings = own
    .map((name, index) => `let e${index}${options.later?.includes(name) ? '' : `=${value(name)}`};`)
    .join('');
  const exported = own.map((name, index) => `e${index} as ${IDENTIFIER.test(name) ? name : JSON.stringify(name)}`);
  if (options.moduleExports) exported.push('value as "module.exports"');
  const live =
    options.live === undefined
      ? ''
      : `${options.live}(name,to)=>{switch(name){${own.map((name, index) => `case ${JSON.stringify(name)}:e${index}=to;break;`).join('')}}});`;
  return `const value=${expression};${bindings}${live}export default value;export{${exported.join(',')}};`;
}
