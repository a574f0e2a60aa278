/**
 * The engines, each in a page of its own. WebContainer's talks to the stand-in for StackBlitz, unless the real service
 * is asked for.
 */
import type { Page } from '@playwright/test';
import type { BootOptions, Project, Session, SessionEvent } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';
import { openContainerPages } from '../webcontainer/page.ts';
import { Machine } from '../webcontainer/stand-in/machine.ts';

/** Whether to test against the real service, as `npm run verify:webcontainer` does. */
const real = process.env['PORT3000_WEBCONTAINER'] === 'real';

export const ENGINES: readonly string[] = real
  ? ['WebContainer (the real service)']
  : ['embedded', 'WebContainer (stand-in)'];

export interface Engines {
  /** The page of an engine, with the globals `engine` and, for scenarios, `lab`. */
  page(engine: string): Page;
  close(): Promise<void>;
}

export async function openEngines(): Promise<Engines> {
  const embedded = real ? undefined : await EnginePage.open();
  const containers = await openContainerPages();
  const { page } = await containers.open(real ? undefined : new Machine());
  for (const each of [embedded?.page, page]) await each?.evaluate(installLab);
  return {
    page: (engine) => (engine === 'embedded' && embedded ? embedded.page : page),
    close: async () => {
      await embedded?.close();
      await containers.close();
    },
  };
}

export interface Running {
  readonly session: Session;
  readonly events: SessionEvent[];
  /** The output of a process so far, or that of all of them. */
  output(process?: string): string;
  /** Resolves when `condition` holds; asked at every event and every 20 ms. */
  until(condition: () => boolean): Promise<void>;
}

declare global {
  var lab: {
    boot(project: Partial<Project>, options?: BootOptions): Promise<Running>;
    text(bytes: Uint8Array): string;
  };
}

function installLab(): void {
  globalThis.lab = {
    async boot(project, options) {
      const booted = await engine.boot(
        { name: 'contract', files: {}, processes: {}, dependencies: [], ...project },
        options,
      );
      if (!booted.ok) throw new Error(booted.reason);
      const { session } = booted;
      const events: SessionEvent[] = [];
      session.subscribe((event) => events.push(event));
      return {
        session,
        events,
        output: (process) =>
          events
            .map((event) =>
              event.type === 'output' && (process === undefined || event.process === process) ? event.text : '',
            )
            .join(''),
        until: async (condition) => {
          while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
        },
      };
    },
    text: (bytes) => new TextDecoder().decode(bytes),
  };
}
