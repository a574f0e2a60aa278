// Events within one process: emit() calls its listeners one by one, and waits.
import { EventEmitter } from 'node:events';
import { effects } from './consumers.js';

const listeners = [effects.stock, effects.points, effects.mail];

/** Broken on purpose: whoever emits has the listeners' errors. */
export const plain = new EventEmitter();
for (const listener of listeners) plain.on('order placed', listener);

/** Each listener has its own errors. They are told, and what failed is gone. */
export const guarded = new EventEmitter();
for (const listener of listeners) {
  guarded.on('order placed', (event) => {
    try {
      listener(event);
    } catch (error) {
      console.error('listener:', error.message);
    }
  });
}

// An async listener cannot throw into emit(). Without this option its rejection is
// unhandled, which ends the process; with it, it is an 'error' event.
export const asynchronous = new EventEmitter({ captureRejections: true });
asynchronous.on('order placed', async (event) => effects.points(event));
asynchronous.on('order placed', async (event) => effects.mail(event));
asynchronous.on('error', (error) => console.error('listener:', error.message));
