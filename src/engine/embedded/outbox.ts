/**
 * Messages between the page and the frame. A post is work for threads of two processes, more than most messages are
 * worth, so what is sent in one go is posted together.
 */
export class Outbox<Message> {
  readonly #post: (message: Message | readonly Message[], transfer: Transferable[]) => void;
  readonly #later: (callback: () => void) => void;
  readonly #atOnce: boolean;
  #collecting = false;
  #messages: Message[] = [];
  #transfer: Transferable[] = [];

  /**
   * @param post gets one message, or several in the order in which they were sent
   * @param later calls back when the sender has done what it is doing: until then messages are collected
   * @param atOnce the first one does not wait for those after it, because `later` may take a while
   */
  constructor(post: (message: Message | readonly Message[], transfer: Transferable[]) => void, later: (callback: () => void) => void, { atOnce }: { atOnce: boolean }) {
    this.#post = post;
    this.#later = later;
    this.#atOnce = atOnce;
  }

  send(message: Message, transfer: readonly Transferable[] = []): void {
    this.#messages.push(message);
    this.#transfer.push(...transfer);
    if (this.#collecting) return;
    if (this.#atOnce) this.flush();
    this.#collect();
  }

  /** Posts what waits now, before the port is closed. */
  flush(): void {
    const [messages, transfer] = [this.#messages, this.#transfer];
    const [first] = messages;
    if (first === undefined) return;
    this.#messages = [];
    this.#transfer = [];
    this.#post(messages.length === 1 ? first : messages, transfer);
  }

  #collect(): void {
    this.#collecting = true;
    this.#later(() => {
      this.#collecting = false;
      if (this.#messages.length === 0) return;
      this.flush();
      if (this.#atOnce) this.#collect();
    });
  }
}

/** What a post has brought. */
export const received = <Message extends object>(data: Message | readonly Message[]): readonly Message[] => (isSeveral(data) ? data : [data]);

const isSeveral = <Message>(data: Message | readonly Message[]): data is readonly Message[] => Array.isArray(data);
