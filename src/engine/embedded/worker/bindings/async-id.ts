import type { BindingContext } from '../binding.ts';

interface AsyncWrap {
  readonly async_id_fields: Float64Array;
  readonly constants: { readonly kAsyncIdCounter: number };
}

/** The next async id, for what is an AsyncWrap in Node's C++ (lib/internal/async_hooks.js: newAsyncId). */
export function asyncId(context: BindingContext): number {
  const { async_id_fields: fields, constants } = context.internalBinding('async_wrap') as unknown as AsyncWrap;
  const id = (fields[constants.kAsyncIdCounter] ?? 0) + 1;
  fields[constants.kAsyncIdCounter] = id;
  return id;
}
