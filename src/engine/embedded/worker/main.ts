/** The script of the browser's worker: makes the process or thread that the kernel asks for, and hands it messages. */
import type { KernelToProcess } from '../protocol/messages.ts';
import { guardDetaching } from './bindings/buffer/detach-key.ts';
import { showReadersTexts } from './modules/function-text.ts';
import { post, receiveWith } from './kernel-port.ts';
import { installSharedArrayBuffer } from './polyfills/shared-memory.ts';
import { EXIT, Process } from './process.ts';
import { installStacks } from './stacks/install.ts';

const nativeSetTimeout = setTimeout;

installStacks();
showReadersTexts();
installSharedArrayBuffer();
guardDetaching();
let process_: Process | undefined;
const waiting: KernelToProcess[] = [];
const fail = (error: unknown) =>
  post({
    type: 'output',
    stream: 'stderr',
    text: `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  });

receiveWith((data) => {
  if (data.type === 'boot') {
    const booting = new Process(data.image, data.thread);
    booting.boot().then(
      () => {
        process_ = booting;
        waiting.splice(0).forEach(dispatch);
      },
      (error: unknown) =>
        nativeSetTimeout(() => {
          throw error;
        }),
    );
    return;
  }
  dispatch(data);
});

/** Runs the callback; drops the exception by which process.exit() unwinds the stack, so that no browser reports it. */
function guarded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    if (error !== EXIT) throw error;
  }
}

function dispatch(message: KernelToProcess): void {
  if (!process_) waiting.push(message);
  else if (message.type === 'preload') process_.preload(message.preload);
  else if (message.type === 'run')
    process_.run(message.program).catch((error: unknown) => error === EXIT || fail(error));
  else guarded(() => process_?.receive(message));
}
