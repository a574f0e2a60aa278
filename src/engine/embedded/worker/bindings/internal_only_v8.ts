/** `internalBinding('internal_only_v8')` (src/internal_only_v8.cc): a search of the heap, for Node's own tests. */
export const createInternalOnlyV8Binding = (): object => ({ queryObjects: () => [] });
