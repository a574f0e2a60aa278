/** `internalBinding('js_stream')` (src/js_stream.cc): streams in JavaScript below a native handle. */
import { absent } from '../absent.ts';

export const createJsStreamBinding = (): object => ({ JSStream: absent('TLS over a stream', 'Use plain TCP.') });
