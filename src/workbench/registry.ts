/**
 * How the panes of a sandbox appear and where their code is. Each is a chunk of its own that is loaded when it
 * first appears, or once the sandbox runs: what has run needs no network. What a manifest has to know of them is in
 * `src/sandbox/panes.ts`.
 */
import type { Capabilities } from '../engine/engine.ts';
import { PANES, type PaneId } from '../sandbox/panes.ts';
import type { Pane } from './panes/pane.ts';
import { usesSqlite } from './stores/engine-fit.ts';
import type { SandboxStores } from './stores/stores.ts';

/** A place in the sandbox's markup: the element with this `data-part`. */
export type Part = 'toolbar' | 'problem' | 'files' | 'side' | 'strip' | 'check';

/** Makes a pane; `part` still has the static form in it, from which a pane may take what it needs. */
export type PaneConstructor = new (stores: SandboxStores, part: HTMLElement) => Pane;

interface Mounting {
  readonly part: Part;
  /** Whether it is to be seen now; asked again whenever something that it reads in the stores changes. */
  readonly appears: (stores: SandboxStores) => boolean;
  /** Whether it can ever be there for this sandbox; left out, it can. */
  readonly possible?: (stores: SandboxStores) => boolean;
  /** Whether it is there before anything runs, when nobody knows what the engine can do, and says so. */
  readonly waits?: boolean;
  readonly load: () => Promise<PaneConstructor>;
}

export interface PaneEntry extends Mounting {
  readonly id: PaneId;
  readonly title: string;
  readonly needs: readonly (keyof Capabilities)[];
}

const always = () => true;

/** Of what is wanted rarely: it is there, and loaded, when the author or the reader has opened it. */
const whenOpened = (id: PaneId) => {
  const appears = ({ panes }: SandboxStores) => panes.isOpen(id);
  return { part: 'strip', appears, possible: appears, waits: true } as const;
};

const MOUNTINGS: Readonly<Record<PaneId, Mounting>> = {
  toolbar: {
    part: 'toolbar',
    appears: always,
    load: async () => (await import('./panes/toolbar/toolbar.ts')).SandboxToolbar,
  },
  engine: {
    part: 'toolbar',
    appears: ({ panes }) => panes.isOpen('engine'),
    load: async () => (await import('./panes/engine/engine.ts')).SandboxEngine,
  },
  more: {
    part: 'toolbar',
    appears: ({ panes }) => panes.isOpen('more'),
    load: async () => (await import('./panes/more/more.ts')).SandboxMore,
  },
  notes: {
    part: 'problem',
    appears: ({ notes }) => notes.any,
    load: async () => (await import('./panes/notes/notes.ts')).SandboxNotes,
  },
  link: {
    part: 'problem',
    appears: ({ link }) => link?.any ?? false,
    // Most readers never open one.
    possible: ({ link }) => link !== null,
    load: async () => (await import('./panes/link/link.ts')).SandboxLink,
  },
  kept: {
    part: 'problem',
    appears: ({ kept }) => kept?.any ?? false,
    load: async () => (await import('./panes/kept/kept.ts')).SandboxKept,
  },
  undo: {
    part: 'problem',
    appears: ({ undo }) => undo.done !== null,
    load: async () => (await import('./panes/undo/undo.ts')).SandboxUndo,
  },
  problem: {
    part: 'problem',
    appears: ({ run }) => run.problem !== null,
    load: async () => (await import('./panes/problem/problem.ts')).SandboxProblem,
  },
  failure: {
    part: 'problem',
    appears: ({ run }) => run.failed !== null,
    load: async () => (await import('./panes/failure/failure.ts')).SandboxFailure,
  },
  files: {
    part: 'files',
    appears: always,
    load: async () => (await import('./panes/files/files.ts')).SandboxFiles,
  },
  requests: {
    part: 'side',
    appears: ({ data }) => data.http !== null,
    possible: ({ data }) => data.http !== null,
    load: async () => (await import('./panes/requests/requests.ts')).SandboxRequests,
  },
  answer: {
    part: 'side',
    appears: ({ exchange }) => exchange.answer !== null,
    possible: ({ data }) => data.http !== null,
    load: async () => (await import('./panes/answer/answer.ts')).SandboxAnswer,
  },
  terminal: {
    part: 'strip',
    appears: always,
    load: async () => (await import('./panes/terminal/terminal.ts')).SandboxTerminal,
  },
  plots: {
    part: 'strip',
    appears: ({ plots }) => plots.any,
    // Without a description somebody has to write such a file first, and then it is loaded.
    possible: ({ plots }) => plots.described || plots.any,
    load: async () => (await import('./panes/plots/plots.ts')).SandboxPlots,
  },
  map: { ...whenOpened('map'), load: async () => (await import('./panes/map/map.ts')).SandboxMap },
  bursts: { ...whenOpened('bursts'), load: async () => (await import('./panes/bursts/bursts.ts')).SandboxBursts },
  database: {
    part: 'strip',
    // After its programs have ended there is still what was seen of them.
    possible: ({ files }) => usesSqlite(files.contents),
    appears: ({ run }) => run.startedIn === 'embedded' && run.phase !== 'failed',
    load: async () => (await import('./panes/database/database.ts')).SandboxDatabase,
  },
  clock: { ...whenOpened('clock'), load: async () => (await import('./panes/clock/clock.ts')).SandboxClock },
  wire: { ...whenOpened('wire'), load: async () => (await import('./panes/wire/wire.ts')).SandboxWire },
  project: {
    part: 'strip',
    appears: ({ data, panes }) => data.free !== undefined && panes.isOpen('project'),
    possible: ({ data }) => data.free !== undefined,
    load: async () => (await import('./panes/project/project.ts')).SandboxProject,
  },
  log: {
    part: 'strip',
    appears: ({ log, panes }) => log.printed || panes.isOpen('log'),
    load: async () => (await import('./panes/log/log.ts')).SandboxLog,
  },
  check: {
    part: 'check',
    appears: ({ data }) => data.exercise !== undefined,
    possible: ({ data }) => data.exercise !== undefined,
    load: async () => (await import('./panes/check/check.ts')).SandboxCheck,
  },
};

/** All panes, in the order in which those of one part stand there. */
export const registry: readonly PaneEntry[] = PANES.map(({ id, title, needs }) => ({
  id,
  title,
  needs,
  ...MOUNTINGS[id],
}));

/** Whether a pane is to be seen now: the engine that runs can do what it needs, and there is a reason for it. */
export function appears(entry: PaneEntry, stores: SandboxStores): boolean {
  return isPossible(entry, stores) && entry.appears(stores);
}

/** Whether a pane can appear while this engine runs, or before one does. */
export function isPossible({ needs, possible, waits = false }: PaneEntry, stores: SandboxStores): boolean {
  const { capabilities } = stores.run;
  const able = (capability: keyof Capabilities) => capabilities?.[capability] ?? waits;
  return needs.every(able) && (possible?.(stores) ?? true);
}
