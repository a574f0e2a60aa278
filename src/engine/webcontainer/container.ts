/** The page's one container: booted when it is first needed, kept for all sessions, given up by `close`. */
import type { WebContainer } from '@webcontainer/api';
import type { Result } from '../engine.ts';
import { SERVICE, blockedStorage, obstacle, refused, tooSlow, unreachable } from './obstacles.ts';
import { within } from './within.ts';

export interface ContainerOptions {
  /** The value of the page's Cross-Origin-Embedder-Policy. Default `credentialless`. */
  readonly isolation?: 'require-corp' | 'credentialless';
  /** The key of a commercial license, from StackBlitz. */
  readonly apiKey?: string;
}

/** The folder that projects are in, as in the embedded engine: `/home/reader`. */
const WORKDIR = 'reader';
const CONTACT_TIMEOUT = 10_000;

export class ContainerHost {
  readonly #options: ContainerOptions;
  #container: WebContainer | undefined;
  /** A boot that has not ended; `boot` of the client never gives up, so a later try waits for the same. */
  #booting: Promise<WebContainer> | undefined;
  /** Whether StackBlitz's frame has begun to talk to the page. */
  #answered = false;

  constructor(options: ContainerOptions) {
    this.#options = options;
  }

  /** @param timeout milliseconds for the whole boot */
  async boot(progress: (step: string) => void, timeout: number): Promise<Result<{ container: WebContainer }>> {
    if (this.#container) return { ok: true, container: this.#container };
    const found = obstacle();
    if (found) return found;
    const start = performance.now();
    progress('Contacting stackblitz.com');
    if (!(await reachable(Math.min(timeout, CONTACT_TIMEOUT)))) return unreachable();
    progress('Starting the container');
    if (this.#booting && !this.#answered) reloadFrame();
    const booting = (this.#booting ??= this.#start());
    try {
      const container = await within(booting, Math.max(timeout - (performance.now() - start), 0));
      if (container === 'late') return this.#answered ? tooSlow(timeout / 1000) : blockedStorage(timeout / 1000);
      return { ok: true, container };
    } catch (error) {
      return refused(error);
    }
  }

  close(): void {
    this.#container?.teardown();
    this.#container = undefined;
  }

  async #start(): Promise<WebContainer> {
    // The messages of StackBlitz's frame are not for us; it matters only that there are some.
    const listen = ({ origin, data }: MessageEvent<unknown>): void => {
      if (origin === SERVICE && typeof data === 'object' && data !== null && 'type' in data && data.type === 'init')
        this.#answered = true;
    };
    addEventListener('message', listen);
    try {
      const { WebContainer, configureAPIKey } = await import('@webcontainer/api');
      const { apiKey, isolation = 'credentialless' } = this.#options;
      if (apiKey !== undefined && !configured) {
        configureAPIKey(apiKey);
        configured = true;
      }
      this.#container = await WebContainer.boot({ coep: isolation, workdirName: WORKDIR });
      return this.#container;
    } finally {
      this.#booting = undefined;
      removeEventListener('message', listen);
    }
  }
}

/** The client takes a key once per page, before its first boot. */
let configured = false;

/** Whether StackBlitz answers at all; the page cannot read the answer, and need not. */
async function reachable(timeout: number): Promise<boolean> {
  try {
    await fetch(`${SERVICE}/headless`, { mode: 'no-cors', credentials: 'omit', signal: AbortSignal.timeout(timeout) });
    return true;
  } catch {
    return false;
  }
}

/** Makes the client load its frame again, which it keeps for ever, even one that could not be loaded. */
function reloadFrame(): void {
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[src^="${SERVICE}/headless"]`);
  if (frame) frame.src = String(frame.src);
}
