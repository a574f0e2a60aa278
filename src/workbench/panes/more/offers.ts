/** What “More” offers: the panes that are wanted rarely, each with a sentence on what it is for. */
import type { PaneId } from '../../../sandbox/panes.ts';
import type { SandboxStores } from '../../stores/stores.ts';

export interface Offer {
  readonly id: PaneId;
  readonly what: string;
  /** Whether there is anything in this sandbox that it could show; left out, there is. */
  readonly fits?: (stores: SandboxStores) => boolean;
}

export const OFFERS: readonly Offer[] = [
  { id: 'map', what: 'Processes and wires: watch requests travel; kill, start, delay, throttle, cut and heal.' },
  {
    id: 'project',
    what: 'Choose packages, start several programs. Both are kept in package.json.',
    fits: ({ data }) => data.free !== undefined,
  },
  {
    id: 'bursts',
    what: 'Send many requests, some at a time. A plot shows which were answered and refused, and how long they took.',
    fits: ({ data }) => data.http !== null,
  },
  { id: 'clock', what: 'Hold the time of the programs, step to the next timer, move on an hour, run faster.' },
  { id: 'wire', what: 'The bytes of each connection as text or hex: heads, bodies, chunks, what is kept alive.' },
];
