/**
 * Empty workers, started ahead: starting a worker takes the browser longer than compiling the script that runs in it.
 */

/** A worker that evaluates the first message it gets, and why it could not be started once that is known. */
export interface EmptyWorker {
  readonly worker: Worker;
  failure: string | undefined;
}

const SCRIPT = 'onmessage = ({ data }) => (0, eval)(data)';
let url: string | undefined;

export function startEmptyWorker(): EmptyWorker {
  url ??= URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }));
  const empty: EmptyWorker = { worker: new Worker(url), failure: undefined };
  empty.worker.onerror = (event) => {
    event.preventDefault();
    empty.failure = event.message || 'The worker could not be started.';
  };
  return empty;
}
