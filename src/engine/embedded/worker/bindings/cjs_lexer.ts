/** `internalBinding('cjs_lexer')` (src/node_cjs_lexer.cc): export names of CommonJS modules; the module loader has a lexer of its own (`modules/cjs-exports.ts`). */
export const createCjsLexerBinding = (): object => ({ parse: () => [[], []] });
