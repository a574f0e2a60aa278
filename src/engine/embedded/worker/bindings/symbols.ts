/** `internalBinding('symbols')` (src/env_properties.h): the symbols that C++ and Node's library have in common. */
export function createSymbolsBinding(names: readonly string[]): Record<string, symbol> {
  return Object.fromEntries(names.map((name) => [name, Symbol(name)]));
}
