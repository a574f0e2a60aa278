/**
 * The isolated frame, as the page sees it: an iframe of an opaque origin (`sandbox="allow-scripts"`) with
 * a policy of its own, and one message port to the kernel in it.
 *
 * Where the browser gives the frame a process of its own (Chromium does), a program that takes all memory
 * ends that process and not the page's. Nothing tells the page, so the page asks (`ping`). A late answer alone proves
 * nothing, because the machine may be busy; so when answers stay out, a second frame is opened and asked too. All such
 * frames of a page share a browser process and its main thread: only where the first frame is gone does the second one
 * answer before it. The second frame then takes the place of the first.
 */
import { Outbox, unpack } from '../shared/outbox.ts';
import type { HostToKernel, KernelToHost } from '../protocol/messages.ts';

interface Place {
  readonly element: HTMLIFrameElement;
  readonly port: MessagePort;
  /** Called for every `pong`. */
  answered: () => void;
}

/** The kernel's script, which is sent to a frame's document when the document is there. */
type KernelScript = Promise<string>;

export type FrameDocument =
  | { readonly html: string }
  | {
      readonly url: string;
      /**
       * Whether the document's own headers give it the opaque origin, not an attribute of the frame. Browsers ask no
       * service worker for the document of a frame with the attribute; without the network it comes only so. A document
       * that comes without the headers refuses to start.
       */
      readonly byHeader?: true;
    };

/** Milliseconds that the likelier way to open a frame has before the other is tried. */
const FIRST_WAY = 5000;

/** Milliseconds in which a document that has been loaded says so. One that did not come counts as loaded, too. */
const AFTER_LOAD = 1000;

/** Milliseconds between two pings. */
const BEAT = 1000;
/** How many pings may go without an answer before a second frame is asked, and how many that frame has to answer. */
const DOUBT = 5;
const CERTAINTY = 3;
/** Milliseconds a second frame may take to come, and to answer. */
const SECOND = 10_000;

/** Milliseconds that a frame stays for the next one's sake. */
const LINGER = 300;

export class Frame {
  readonly #document: FrameDocument;
  readonly #kernel: KernelScript;
  #place: Place;
  readonly #outbox = new Outbox<HostToKernel>(
    (message, transfer) => this.#place.port.postMessage(message, transfer),
    (callback) => queueMicrotask(callback),
    { atOnce: false },
  );
  #listener: ((message: KernelToHost) => void) | undefined;
  #early: KernelToHost[] = [];
  #unanswered = 0;
  #beat: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  private constructor(document: FrameDocument, kernel: KernelScript, place: Place) {
    this.#document = document;
    this.#kernel = kernel;
    this.#place = this.#enter(place);
  }

  /**
   * @param ways the frame's document, as text or as a file; the first that starts is taken. Text, in `srcdoc`,
   *   inherits the page's policy and may not run under it. A file has its own, but on an isolated page it must
   *   come with the header for that, which a service worker cannot add to a frame of an opaque origin.
   * @throws Error when neither way works within `timeout` milliseconds.
   */
  static async open(ways: readonly FrameDocument[], kernel: KernelScript, timeout: number): Promise<Frame> {
    for (const [index, document] of ways.entries()) {
      const limit = index === 0 ? Math.min(FIRST_WAY, timeout / 2) : timeout / ways.length;
      const place = await connect(document, limit);
      if (!place) continue;
      place.port.postMessage(await kernel);
      return new Frame(document, kernel, place);
    }
    throw new Error(
      'The isolated frame did not start. A browser extension or a policy of this site may forbid frames or workers.',
    );
  }

  /**
   * @param listener gets every message of the kernel.
   * @param lost is called when the frame has crashed; from then on there is a new one, with no process in it.
   */
  listen(listener: (message: KernelToHost) => void, lost: () => void): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener(message);
    let comparing = false;
    this.#place.answered = () => (this.#unanswered = 0);
    this.#beat = setInterval(() => {
      this.#unanswered += 1;
      ask(this.#place);
      if (this.#unanswered <= DOUBT || comparing) return;
      comparing = true;
      void this.#compare(lost).finally(() => (comparing = false));
    }, BEAT);
  }

  /** Whether the frame answers within `timeout` milliseconds; for a frame that nobody listens to yet. */
  answers(timeout: number): Promise<boolean> {
    return answers(this.#place, timeout);
  }

  /** @throws DataCloneError when the message cannot be cloned; traffic of connections can, and goes a moment later */
  send(message: HostToKernel, transfer?: Transferable[]): void {
    this.#outbox.send(message, transfer);
    if (message.type !== 'data') this.#outbox.flush();
  }

  close(): void {
    this.closeAfter(Promise.resolve());
  }

  /**
   * Closes the frame at once for its session; its document stays until `next` has come or failed, for a moment at most.
   * A frame that opens while there is another one shares its browser process; otherwise Chromium would start a new one.
   */
  closeAfter(next: Promise<unknown>): void {
    this.#closed = true;
    clearInterval(this.#beat);
    const place = this.#place;
    this.#outbox.flush();
    place.port.close();
    const limit = new Promise((resolve) => setTimeout(resolve, LINGER));
    void Promise.race([next, limit])
      .catch(() => {})
      .finally(() => remove(place));
  }

  #enter(place: Place): Place {
    place.port.onmessage = ({ data }: MessageEvent<KernelToHost | readonly KernelToHost[]>) => {
      unpack(data, (message) => {
        if (message.type === 'pong') place.answered();
        else if (this.#listener) this.#listener(message);
        else this.#early.push(message);
      });
    };
    return place;
  }

  /** Opens a second frame and, if that answers and the first still does not, puts it in the first one's place. */
  async #compare(lost: () => void): Promise<void> {
    const second = await connect(this.#document, SECOND);
    if (!second) return;
    second.port.postMessage(await this.#kernel);
    this.#enter(second);
    for (let count = 0; count < CERTAINTY; count += 1) {
      const answered = await answers(second, SECOND);
      await new Promise((resolve) => setTimeout(resolve, BEAT));
      if (!answered || this.#unanswered <= DOUBT || this.#closed) return remove(second);
    }
    remove(this.#place);
    second.answered = this.#place.answered;
    this.#place = second;
    this.#unanswered = 0;
    lost();
  }
}

function remove({ element, port }: Pick<Place, 'element' | 'port'>): void {
  port.close();
  element.remove();
}

const ask = ({ port }: Place): void => port.postMessage({ type: 'ping' } satisfies HostToKernel);

function answers(place: Place, timeout: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), timeout);
  place.answered = () => resolve(true);
  ask(place);
  return promise.finally(() => clearTimeout(timer));
}

/**
 * Puts a frame into the page and waits for its document.
 * @returns undefined when the document does not come within `timeout` milliseconds
 */
function connect(source: FrameDocument, timeout: number): Promise<Place | undefined> {
  const element = document.createElement('iframe');
  if (!('byHeader' in source)) element.setAttribute('sandbox', 'allow-scripts');
  // Where the page may share memory between threads (Atomics.wait), so may its programs; a frame has to be allowed to.
  if (crossOriginIsolated) element.allow = 'cross-origin-isolated';
  element.title = 'Embedded engine';
  element.hidden = true;
  element.setAttribute('aria-hidden', 'true');
  const { promise, resolve } = Promise.withResolvers<Place | undefined>();
  let settled = false;
  const settle = (place?: Place): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    removeEventListener('message', receive);
    if (!place) element.remove();
    resolve(place);
  };
  const receive = ({ source: sender, data, ports: [port] }: MessageEvent<unknown>): void => {
    if (sender === element.contentWindow && data === 'port3000:frame' && port)
      settle({ element, port, answered: () => {} });
  };
  const timer = setTimeout(settle, timeout);
  addEventListener('message', receive);
  element.onload = () => setTimeout(settle, AFTER_LOAD);
  if ('html' in source) element.srcdoc = source.html;
  else element.src = source.url;
  document.body.append(element);
  return promise;
}
