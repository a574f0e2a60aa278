/**
 * The part of the kernel for sessions whose processes are not alone: a script of its own, which comes with the first
 * program that needs it.
 */
import { SharedSession } from './shared-session.ts';

declare global {
  var kernelPart: typeof SharedSession | undefined;
}

globalThis.kernelPart = SharedSession;
