/** The bytes that V8's serialization format marks values with (src/objects/value-serializer.cc). */

export const VERSION = 15;

const code = (character: string): number => character.charCodeAt(0);

export const Tag = {
  padding: 0,
  undefined: code('_'),
  null: code('0'),
  true: code('T'),
  false: code('F'),
  hole: code('-'),
  int32: code('I'),
  uint32: code('U'),
  double: code('N'),
  bigint: code('Z'),
  utf8String: code('S'),
  oneByteString: code('"'),
  twoByteString: code('c'),
  reference: code('^'),
  object: code('o'),
  endObject: code('{'),
  sparseArray: code('a'),
  endSparseArray: code('@'),
  denseArray: code('A'),
  endDenseArray: code('$'),
  date: code('D'),
  trueObject: code('y'),
  falseObject: code('x'),
  numberObject: code('n'),
  bigintObject: code('z'),
  stringObject: code('s'),
  regExp: code('R'),
  map: code(';'),
  endMap: code(':'),
  set: code("'"),
  endSet: code(','),
  buffer: code('B'),
  resizableBuffer: code('~'),
  transferredBuffer: code('t'),
  sharedBuffer: code('u'),
  view: code('V'),
  error: code('r'),
  errorMessage: code('m'),
  errorCause: code('c'),
  errorStack: code('s'),
  endError: code('.'),
  hostObject: code('\\'),
} as const;

export const ERROR_TAGS: Readonly<Record<string, number>> = {
  EvalError: code('E'),
  RangeError: code('R'),
  ReferenceError: code('F'),
  SyntaxError: code('S'),
  TypeError: code('T'),
  URIError: code('U'),
};

type ViewConstructor = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;

const VIEWS: readonly (readonly [name: string, tag: string])[] = [
  ['Int8Array', 'b'],
  ['Uint8Array', 'B'],
  ['Uint8ClampedArray', 'C'],
  ['Int16Array', 'w'],
  ['Uint16Array', 'W'],
  ['Int32Array', 'd'],
  ['Uint32Array', 'D'],
  ['Float16Array', 'h'],
  ['Float32Array', 'f'],
  ['Float64Array', 'F'],
  ['BigInt64Array', 'q'],
  ['BigUint64Array', 'Q'],
  ['DataView', '?'],
];

const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)?.get;

export function viewTag(view: ArrayBufferView): number {
  const name = (typedArrayName?.call(view) as string | undefined) ?? 'DataView';
  return code(VIEWS.find(([candidate]) => candidate === name)?.[1] ?? '?');
}

/** The constructor for a view's tag and the size of its elements. */
export function viewOf(tag: number): { readonly View: ViewConstructor; readonly size: number } | undefined {
  const name = VIEWS.find(([, character]) => code(character) === tag)?.[0];
  const View =
    name === undefined
      ? undefined
      : (Reflect.get(globalThis, name) as (ViewConstructor & { BYTES_PER_ELEMENT?: number }) | undefined);
  return View && { View, size: View.BYTES_PER_ELEMENT ?? 1 };
}
