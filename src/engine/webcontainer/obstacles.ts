/** Obstacles that keep a page from running WebContainer, each with its sentence. */
import type { Failure } from '../engine.ts';
import { failure } from '../shared/failure.ts';

export const SERVICE = 'https://stackblitz.com';

const INSTEAD = 'The embedded engine runs without all this.';

/** The obstacle that is known beforehand, without asking anybody. */
export function obstacle(): Failure | undefined {
  if (
    typeof WebAssembly === 'undefined' ||
    typeof Worker === 'undefined' ||
    typeof globalThis.crossOriginIsolated !== 'boolean' ||
    typeof Promise.withResolvers !== 'function'
  ) {
    return failure(
      'unsupported',
      `This browser cannot run WebContainer: it needs a current Chromium, Firefox or Safari. ${INSTEAD}`,
    );
  }
  if (!globalThis.isSecureContext) {
    return failure(
      'isolation',
      `WebContainer needs a page that came over HTTPS or from localhost, and this one did not. ${INSTEAD}`,
    );
  }
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined') {
    return failure(
      'isolation',
      `WebContainer needs a cross-origin isolated page, and this one is not: its host does not send the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy. ${INSTEAD}`,
    );
  }
  if (!navigator.cookieEnabled) return blockedStorage();
  if (!navigator.onLine) return unreachable('this device is offline');
  return undefined;
}

export function unreachable(detail?: string): Failure {
  return failure(
    'network',
    `WebContainer needs the network: stackblitz.com could not be reached${detail === undefined ? '' : ` (${detail})`}. ${INSTEAD}`,
  );
}

/** @param seconds how long StackBlitz was waited for, if that is how the obstacle was found */
export function blockedStorage(seconds?: number): Failure {
  const found =
    seconds === undefined
      ? 'WebContainer cannot start: this browser blocks the storage that it needs'
      : `stackblitz.com answers, but its container did not begin to start within ${seconds} seconds. Most likely this browser blocks third-party cookies and storage`;
  return failure(
    'storage',
    `${found}. Allow them for stackblitz.com and webcontainer.io in the browser's settings for this site, or use the embedded engine.`,
  );
}

export const tooSlow = (seconds: number): Failure =>
  failure(
    'timeout',
    `The container began to start and was not ready within ${seconds} seconds. Run again, since a second start is faster, or use the embedded engine.`,
  );

/** An error of `WebContainer.boot`, in words for a reader. */
export function refused(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (/single WebContainer instance/i.test(message)) {
    return failure(
      'instance',
      'Another part of this page runs a WebContainer already, and there can be only one. End that one, or use the embedded engine.',
    );
  }
  if (/cookie|storage|service ?worker|securityerror/i.test(message)) return blockedStorage();
  return failure('unsupported', `StackBlitz could not start a container: ${message} ${INSTEAD}`);
}
