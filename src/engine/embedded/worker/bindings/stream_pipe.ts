/** `internalBinding('stream_pipe')` (src/stream_pipe.cc): copying from one native stream to another. */
export const createStreamPipeBinding = (): object => ({ StreamPipe: class {} });
