/**
 * The isolated frame, as the page sees it: an iframe of an opaque origin (`sandbox="allow-scripts"`) with
 * a policy of its own, and one message port to the kernel in it.
 *
 * Where the browser gives the frame a process of its own (Chromium does), a program that takes all memory
 * ends that process and not the page's. Nothing tells the page: it asks, and when no answer comes it puts
 * a new frame in place of the old one.
 */
import type { HostToKernel, KernelToHost } from '../protocol.ts';

interface Place {
  readonly element: HTMLIFrameElement;
  readonly port: MessagePort;
}

type Document = { readonly html: string } | { readonly url: string };

/** Milliseconds between two questions, and how many of them may go without an answer. */
const BEAT = 1000;
const MISSED_BEATS = 5;

export class Frame {
  readonly #document: Document;
  #place: Place;
  #listener: ((message: KernelToHost) => void) | undefined;
  #early: KernelToHost[] = [];
  #answered: () => void = () => {};
  #beat: ReturnType<typeof setInterval> | undefined;
  /** What is sent while there is no frame. */
  #waiting: [message: HostToKernel, transfer: Transferable[]][] | undefined;
  #closed = false;

  private constructor(document: Document, place: Place) {
    this.#document = document;
    this.#place = place;
    this.#hear(place);
  }

  /**
   * @param html the frame's document; @param url the same as a file, used when the page's own policy,
   *   which a document in `srcdoc` inherits, does not let it run.
   * @throws Error when neither way works within `timeout` milliseconds.
   */
  static async open(html: string, url: string, timeout: number): Promise<Frame> {
    const ways = [[{ html }, Math.min(2000, timeout / 2)], [{ url }, timeout / 2]] as const;
    for (const [document, limit] of ways) {
      const place = await connect(document, limit);
      if (place) return new Frame(document, place);
    }
    throw new Error('The isolated frame did not start. A browser extension or a policy of this site may forbid frames or workers.');
  }

  /**
   * @param listener gets every message of the kernel.
   * @param lost is called when the frame has crashed; from then on there is a new one, with no process in it.
   */
  listen(listener: (message: KernelToHost) => void, lost: () => void): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener(message);
    let missed = 0;
    this.#answered = () => {
      missed = 0;
    };
    this.#beat = setInterval(() => {
      if (this.#waiting) return;
      if (missed > MISSED_BEATS) {
        missed = 0;
        void this.#replace();
        lost();
        return;
      }
      missed += 1;
      this.#place.port.postMessage({ type: 'ping' } satisfies HostToKernel);
    }, BEAT);
  }

  /** Whether the frame answers within `timeout` milliseconds; for one that nobody listens to yet. */
  answers(timeout: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), timeout);
    this.#answered = () => resolve(true);
    this.#place.port.postMessage({ type: 'ping' } satisfies HostToKernel);
    return promise.finally(() => clearTimeout(timer));
  }

  send(message: HostToKernel, transfer: Transferable[] = []): void {
    if (this.#waiting) this.#waiting.push([message, transfer]);
    else this.#place.port.postMessage(message, transfer);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#beat);
    remove(this.#place);
  }

  #hear({ port }: Place): void {
    port.onmessage = ({ data }: MessageEvent<KernelToHost>) => {
      if (data.type === 'pong') this.#answered();
      else if (this.#listener) this.#listener(data);
      else this.#early.push(data);
    };
  }

  async #replace(): Promise<void> {
    remove(this.#place);
    this.#waiting = [];
    const place = await connect(this.#document, 10_000);
    const waiting = this.#waiting;
    if (!place) return; // what is sent goes on waiting; a start then fails by its time-out
    if (this.#closed) {
      remove(place);
      return;
    }
    this.#place = place;
    this.#waiting = undefined;
    this.#hear(place);
    for (const [message, transfer] of waiting) place.port.postMessage(message, transfer);
  }
}

function remove({ element, port }: Place): void {
  port.close();
  element.remove();
}

/** Puts a frame into the page and waits for its kernel; undefined when it does not come within `timeout` milliseconds. */
function connect(source: Document, timeout: number): Promise<Place | undefined> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.title = 'Embedded engine';
  element.hidden = true;
  element.setAttribute('aria-hidden', 'true');
  const { port1, port2 } = new MessageChannel();
  const { promise, resolve } = Promise.withResolvers<Place | undefined>();
  const timer = setTimeout(() => {
    remove({ element, port: port1 });
    resolve(undefined);
  }, timeout);
  port1.onmessage = ({ data }: MessageEvent<KernelToHost>) => {
    if (data.type !== 'frame-ready') return;
    clearTimeout(timer);
    resolve({ element, port: port1 });
  };
  element.addEventListener('load', () => element.contentWindow?.postMessage('port3000:connect', '*', [port2]), { once: true });
  if ('html' in source) element.srcdoc = source.html;
  else element.src = source.url;
  document.body.append(element);
  return promise;
}
