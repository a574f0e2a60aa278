/**
 * The isolated frame, as the page sees it: an iframe of an opaque origin (`sandbox="allow-scripts"`) with
 * a policy of its own, and one message port to the kernel in it.
 */
import type { HostToKernel, KernelToHost } from '../protocol.ts';

export class Frame {
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;
  #listener: ((message: KernelToHost) => void) | undefined;
  readonly #early: KernelToHost[] = [];

  private constructor(element: HTMLIFrameElement, port: MessagePort) {
    this.#element = element;
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<KernelToHost>) => {
      if (this.#listener) this.#listener(data);
      else this.#early.push(data);
    };
  }

  /**
   * @param html the frame's document; @param url the same as a file, used when the page's own policy,
   *   which a document in `srcdoc` inherits, does not let it run.
   * @throws Error when neither way works within `timeout` milliseconds.
   */
  static async open(html: string, url: string, timeout: number): Promise<Frame> {
    const inline = await Frame.#try((element) => (element.srcdoc = html), Math.min(2000, timeout / 2));
    const frame = inline ?? (await Frame.#try((element) => (element.src = url), timeout / 2));
    if (!frame) throw new Error('The isolated frame did not start. A browser extension or a policy of this site may forbid frames or workers.');
    return frame;
  }

  static #try(load: (element: HTMLIFrameElement) => void, timeout: number): Promise<Frame | undefined> {
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts');
    element.title = 'Embedded engine';
    element.hidden = true;
    element.setAttribute('aria-hidden', 'true');
    const { port1, port2 } = new MessageChannel();
    const { promise, resolve } = Promise.withResolvers<Frame | undefined>();
    const timer = setTimeout(() => {
      element.remove();
      port1.close();
      resolve(undefined);
    }, timeout);
    port1.onmessage = ({ data }: MessageEvent<KernelToHost>) => {
      if (data.type !== 'frame-ready') return;
      clearTimeout(timer);
      resolve(new Frame(element, port1));
    };
    element.addEventListener('load', () => element.contentWindow?.postMessage('port3000:connect', '*', [port2]), { once: true });
    load(element);
    document.body.append(element);
    return promise;
  }

  listen(listener: (message: KernelToHost) => void): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener(message);
  }

  send(message: HostToKernel, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  close(): void {
    this.#port.close();
    this.#element.remove();
  }
}
