/** The reason why there is no answer, as a transcript has it: the error code of a socket or of Node's parser. */
import type { Failure } from '../../src/engine/engine.ts';

const ERROR_CODES: Partial<Record<Failure['code'], string>> = {
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  timeout: 'ETIMEDOUT',
  protocol: 'HPE_INVALID',
};

/** @returns the code, or the reason itself if Node has no code for it */
export const errorCode = ({ code, reason }: Failure): string => ERROR_CODES[code] ?? reason;
