import type { Pointer, SqliteExports } from './exports.ts';

/** Codes of the WebAssembly binary format (core specification, section 5). */
const i32 = 0x7f;
const i64 = 0x7e;
const functionType = 0x60;
const typeSection = 1;
const importSection = 2;
const exportSection = 7;
const externalFunction = 0;

/**
 * A JavaScript function for C to call, and its C type: the result ('i' for a 32-bit integer or pointer,
 * 'v' for none) and then one letter per parameter ('i', or 'j' for a 64-bit integer, which is a bigint).
 */
export interface Callback {
  type: string;
  // The parameters differ with `type`, which no TypeScript type can follow.
  call: (...args: never[]) => number | void;
}

/**
 * Puts JavaScript functions into the module's function table and gives their positions, C's function
 * pointers. A table takes only WebAssembly functions and not every browser has the constructor that
 * makes one, so a module of a few bytes is built that imports the functions and exports them again.
 */
export function installCallbacks<Name extends string>(
  exports: SqliteExports,
  callbacks: Record<Name, Callback>,
): Record<Name, Pointer> {
  const names = Object.keys(callbacks) as Name[];
  const module = new WebAssembly.Module(passThrough(names.map((name) => callbacks[name].type)));
  const functions = Object.fromEntries(names.map((name, index) => [String(index), callbacks[name].call]));
  const instance = new WebAssembly.Instance(module, { js: functions });
  const table = exports.__indirect_function_table;
  const start = table.grow(names.length);
  const pointers: Partial<Record<Name, Pointer>> = {};
  names.forEach((name, index) => {
    table.set(start + index, instance.exports[index]);
    pointers[name] = start + index;
  });
  return pointers as Record<Name, Pointer>;
}

/** A module that imports one function of each type and exports it under the same name. */
function passThrough(types: readonly string[]): Uint8Array<ArrayBuffer> {
  const imports = types.map((_, index) => [...name('js'), ...name(String(index)), externalFunction, ...number(index)]);
  const exported = types.map((_, index) => [...name(String(index)), externalFunction, ...number(index)]);
  return new Uint8Array([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(typeSection, types.map(signature)),
    ...section(importSection, imports),
    ...section(exportSection, exported),
  ]);
}

function signature(type: string): number[] {
  const parameters = [...type.slice(1)].map((letter) => (letter === 'j' ? i64 : i32));
  const results = type.startsWith('v') ? [] : [i32];
  return [functionType, ...number(parameters.length), ...parameters, ...number(results.length), ...results];
}

function section(id: number, entries: readonly number[][]): number[] {
  const content = [...number(entries.length), ...entries.flat()];
  return [id, ...number(content.length), ...content];
}

function name(text: string): number[] {
  return [...number(text.length), ...[...text].map((letter) => letter.charCodeAt(0))];
}

/** LEB128. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)];
}
