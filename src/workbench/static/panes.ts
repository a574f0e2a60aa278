/** The panes that the page has in it before its script: how each begins, as text. */
import { elementId } from '../../sandbox/element-id.ts';
import { PANES, type AuthorPane } from '../../sandbox/panes.ts';
import { checkTemplate, UNCHECKED } from '../panes/check/template.ts';
import { filesTemplate } from '../panes/files/template.ts';
import { logTemplate, selectedLog } from '../panes/log/template.ts';
import { requestsTemplate } from '../panes/requests/template.ts';
import { toolFrame, WAITING } from '../panes/tool-frame.ts';
import { toolbarTemplate } from '../panes/toolbar/template.ts';
import type { SandboxData } from '../sandbox-data.ts';
import { SandboxStores } from '../stores/stores.ts';
import { Markup, renderStatic } from './render.ts';

export interface StaticPanes {
  readonly toolbar: string;
  readonly files: string;
  /** `null` when the sandbox offers no requests. */
  readonly requests: string | null;
  /** The panes that the author wants open from the start. */
  readonly strip: string;
  /** `null` when the sandbox is no exercise. */
  readonly check: string | null;
}

const tool =
  (pane: AuthorPane, body: string = '') =>
  ({ data }: SandboxStores) =>
    toolFrame({
      id: elementId(data.name, pane, 'title'),
      heading: PANES.find(({ id }) => id === pane)!.title,
      body,
      close: nobody,
    });

/** Panes that an author may have open from the start, as they are before anything runs. */
const OPEN: Readonly<Record<AuthorPane, (stores: SandboxStores) => unknown>> = {
  log: (stores) => logTemplate(stores, selectedLog(stores, null), nobody),
  map: tool('map', WAITING.map),
  bursts: tool('bursts'),
  clock: tool('clock', WAITING.clock),
  wire: tool('wire', WAITING.wire),
};

const nobody = () => {};

/** @param listings the highlighted code of each shown file, as HTML */
export function staticPanes(data: SandboxData, listings: Readonly<Record<string, string>>): StaticPanes {
  const stores = new SandboxStores(data, () => Promise.reject(new Error('Nothing runs in the static form.')));
  const files = filesTemplate(stores, {
    selected: data.shown[0]!,
    hidesOthers: false,
    edits: () => false,
    compared: null,
    compare: nobody,
    content: (path) => new Markup(listings[path]!),
    select: nobody,
    edit: nobody,
    search: nobody,
    menu: nobody,
  });
  const requests = requestsTemplate(stores, { open: null, editor: nobody, toggle: nobody, send: nobody, add: nobody });
  return {
    toolbar: renderStatic(toolbarTemplate(stores)),
    files: renderStatic(files),
    requests: data.http === null ? null : renderStatic(requests),
    strip: data.panes.map((id) => `<div data-pane="${id}">${renderStatic(OPEN[id](stores))}</div>`).join(''),
    check: data.exercise === undefined ? null : renderStatic(checkTemplate(UNCHECKED)),
  };
}
