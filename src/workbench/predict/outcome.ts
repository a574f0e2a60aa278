/** What a sandbox does when it is asked to show the answer to a prediction. */
import type { LiveSandbox } from '../live-sandbox.ts';
import type { Received } from '../stores/received.ts';
import { watch } from '../stores/signal.ts';
import type { SandboxStores } from '../stores/stores.ts';

export type Outcome =
  | { readonly kind: 'answer'; readonly title: string; readonly response: Received; readonly edited: boolean }
  | { readonly kind: 'output'; readonly text: string; readonly left: number; readonly edited: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** How many lines of an output are shown beside the prediction; the log has the rest. */
const LINES = 30;
/** How long a program may print before what it has printed is shown, in milliseconds: some never end. */
const PRINTING = 10_000;

/**
 * Sends a request of the sandbox, or runs it.
 *
 * @param request the request's `@name`; `null` to run it
 */
export async function outcomeOf(sandbox: LiveSandbox, request: string | null): Promise<Outcome> {
  const { stores } = sandbox;
  sandbox.activate().catch(console.error);
  return request === null ? ran(stores) : answered(stores, request);
}

async function answered(stores: SandboxStores, request: string): Promise<Outcome> {
  const draft = stores.requests.drafts.find(({ name }) => name === request);
  if (draft === undefined)
    return { kind: 'failed', reason: `The sandbox “${stores.data.title}” offers no request “${request}”.` };
  const answer = await stores.exchange.send(draft.id);
  if (answer?.response === undefined) return { kind: 'failed', reason: answer?.reason ?? 'There was no answer.' };
  return { kind: 'answer', title: answer.title, response: answer.response, edited: stores.edited };
}

async function ran(stores: SandboxStores): Promise<Outcome> {
  const { run, log } = stores;
  const { edited } = stores;
  await run.run();
  await settled(stores);
  if (run.phase === 'failed') return { kind: 'failed', reason: run.problem ?? 'It could not be started.' };
  const lines = log.names.flatMap((name) =>
    log.of(name).lines.map(({ text }) => (log.names.length === 1 ? text : `${name}: ${text}`)),
  );
  const total = log.names.reduce((sum, name) => sum + log.of(name).total, 0);
  const shown = lines.slice(0, LINES);
  return { kind: 'output', text: shown.join('\n'), left: total - shown.length, edited };
}

/** Resolves when a server listens, when a program has ended or has printed for long, and when it cannot be started. */
function settled({ data, run }: SandboxStores): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // A program that serves nothing runs before it has printed anything.
  const waits = () => run.phase === 'starting' || (run.phase === 'running' && data.http === null);
  const end = watch(waits, (waiting) => {
    if (!waiting) resolve();
  });
  const timer = setTimeout(resolve, PRINTING);
  if (!waits()) resolve();
  return promise.finally(() => {
    clearTimeout(timer);
    end();
  });
}
