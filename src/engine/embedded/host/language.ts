/** Whether the browser lacks a part of the language that Node 24 has; then worker/polyfills/language.ts supplies it. */
export function lacksLanguage(): boolean {
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;
  const needed: readonly (readonly [object, ...PropertyKey[]])[] = [
    [globalThis, 'Iterator', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack'],
    [Symbol, 'dispose', 'asyncDispose'],
    [
      iterator,
      Symbol.dispose ?? 'dispose',
      'map',
      'filter',
      'take',
      'drop',
      'flatMap',
      'reduce',
      'toArray',
      'forEach',
      'some',
      'every',
      'find',
    ],
    [
      Set.prototype,
      'union',
      'intersection',
      'difference',
      'symmetricDifference',
      'isSubsetOf',
      'isSupersetOf',
      'isDisjointFrom',
    ],
    [Promise, 'try'],
    [RegExp, 'escape'],
    [Error, 'isError'],
    [Math, 'f16round'],
  ];
  return needed.some(([object, ...names]) => names.some((name) => !(name in object)));
}
