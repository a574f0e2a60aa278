/** `internalBinding('stream_wrap')`: the state that stream handles share with Node's library. */
import type { Facts } from '../facts.ts';

class RequestWrap {
  getAsyncId(): number {
    return 0;
  }
}

export class WriteWrap extends RequestWrap {}
export class ShutdownWrap extends RequestWrap {}
export class LibuvStreamWrap {}

/** What a handle tells the library about its last operation (src/stream_base.h). */
export const streamBaseState = new Int32Array(5);

export const createStreamWrapBinding = (facts: Facts): object => ({
  ...facts.bindings['stream_wrap'],
  WriteWrap,
  ShutdownWrap,
  LibuvStreamWrap,
  streamBaseState,
});
