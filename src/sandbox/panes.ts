/**
 * The panes of the workbench as far as manifests name them; how each appears and is loaded is in
 * `src/workbench/registry.ts`. A new pane begins with a line in this file.
 */

export interface PaneDescription {
  readonly id: string;
  /** The pane's title, for readers. */
  readonly title: string;
  /** Names of the capabilities that the engine that runs must have. */
  readonly needs: readonly string[];
  /** Whether an author may have the pane open before it has something to show. */
  readonly authorOpens: boolean;
}

/** The panes; those of one place are in the order in which they appear. */
export const PANES = [
  { id: 'toolbar', title: 'Toolbar', needs: [], authorOpens: false },
  { id: 'engine', title: 'Engine menu', needs: [], authorOpens: false },
  { id: 'more', title: 'More', needs: [], authorOpens: false },
  { id: 'notes', title: 'Notes', needs: [], authorOpens: false },
  { id: 'link', title: 'Link', needs: [], authorOpens: false },
  { id: 'kept', title: 'Kept changes', needs: [], authorOpens: false },
  { id: 'undo', title: 'Undo', needs: [], authorOpens: false },
  { id: 'problem', title: 'Problem', needs: [], authorOpens: false },
  { id: 'failure', title: 'Failure', needs: [], authorOpens: false },
  { id: 'files', title: 'Files', needs: [], authorOpens: false },
  { id: 'requests', title: 'Requests', needs: [], authorOpens: false },
  { id: 'answer', title: 'Answer', needs: [], authorOpens: false },
  { id: 'terminal', title: 'Terminal', needs: ['terminal'], authorOpens: false },
  { id: 'plots', title: 'Plots', needs: [], authorOpens: false },
  { id: 'map', title: 'Map', needs: ['networkFaults', 'tap'], authorOpens: true },
  { id: 'bursts', title: 'Bursts', needs: [], authorOpens: true },
  { id: 'database', title: 'Database', needs: [], authorOpens: false },
  { id: 'clock', title: 'Clock', needs: ['clock'], authorOpens: true },
  { id: 'wire', title: 'Wire', needs: ['tap'], authorOpens: true },
  { id: 'project', title: 'Packages and processes', needs: [], authorOpens: false },
  { id: 'log', title: 'Log', needs: [], authorOpens: true },
  { id: 'check', title: 'Check', needs: [], authorOpens: false },
] as const satisfies readonly PaneDescription[];

export type PaneId = (typeof PANES)[number]['id'];

/** A pane that an author can have open from the start. */
export type AuthorPane = Extract<(typeof PANES)[number], { readonly authorOpens: true }>['id'];

/** The values of the manifest's field `panes`. */
export const AUTHOR_PANES: readonly AuthorPane[] = PANES.filter((pane) => pane.authorOpens).map(({ id }) => id);
