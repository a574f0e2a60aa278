/** `internalBinding('async_wrap')` (src/async_wrap.cc): ids and the stack of execution contexts. */
import type { Facts } from '../facts.ts';
import type { AsyncContext } from './async_context_frame.ts';

const K_STACK_LENGTH = 7;

export function createAsyncWrapBinding(facts: Facts, context: AsyncContext): object {
  const fields = new Uint32Array(9);
  const ids = new Float64Array(4);
  fields[6] = 1; // kCheck
  ids[2] = 1; // kAsyncIdCounter
  ids[3] = -1; // kDefaultTriggerAsyncId: none
  const resources: unknown[] = [];
  const stack = new Float64Array(32);
  let overflow: [number, number][] = [];

  const binding = {
    ...facts.bindings['async_wrap'],
    async_hook_fields: fields,
    async_id_fields: ids,
    async_ids_stack: stack,
    execution_async_resources: resources,
    setupHooks() {},
    setCallbackTrampoline() {},
    registerDestroyHook() {},
    queueDestroyAsyncId() {},
    /**
     * Hooks that want to see promises. This engine has no events of promises, but their callbacks keep the execution
     * id.
     */
    setPromiseHooks(init: unknown, before: unknown): void {
      context.follow(typeof init === 'function' || typeof before === 'function' ? ids : undefined);
    },
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
    executionAsyncResource: (index: number) => resources[index],
    /** Called when the fixed stack of Node's library is full. */
    pushAsyncContext(asyncId: number, triggerId: number): void {
      overflow.push([ids[0] ?? 0, ids[1] ?? 0]);
      fields[K_STACK_LENGTH] = (fields[K_STACK_LENGTH] ?? 0) + 1;
      ids[0] = asyncId;
      ids[1] = triggerId;
    },
    popAsyncContext(_asyncId: number): boolean {
      const previous = overflow.pop();
      if (!previous) return false;
      fields[K_STACK_LENGTH] = (fields[K_STACK_LENGTH] ?? 1) - 1;
      [ids[0], ids[1]] = previous;
      return (fields[K_STACK_LENGTH] ?? 0) > 0;
    },
    clearAsyncIdStack(): void {
      overflow = [];
      fields[K_STACK_LENGTH] = 0;
      ids[0] = 0;
      ids[1] = 0;
      resources.length = 0;
    },
  };
  return binding;
}
