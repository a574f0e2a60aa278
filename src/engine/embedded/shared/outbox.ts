/**
 * Messages between the page and the frame. Posting a message is work for threads of two processes, and costs more than
 * most messages do; so messages that are sent in one go are posted together.
 */
interface Waiting<Message> {
  readonly message: Message;
  readonly transfer: readonly Transferable[];
}

export class Outbox<Message extends object> {
  readonly #post: (message: Message | readonly Message[], transfer: Transferable[]) => void;
  readonly #later: (callback: () => void) => void;
  readonly #atOnce: boolean;
  #collecting = false;
  #waiting: Waiting<Message>[] = [];

  /**
   * @param post gets one message, or several in the order in which they were sent
   * @param later calls back when the sender has done what it is doing: until then messages are collected
   * @param atOnce the first message does not wait for those after it, because `later` may take a while
   */
  constructor(
    post: (message: Message | readonly Message[], transfer: Transferable[]) => void,
    later: (callback: () => void) => void,
    { atOnce }: { atOnce: boolean },
  ) {
    this.#post = post;
    this.#later = later;
    this.#atOnce = atOnce;
  }

  send(message: Message, transfer: readonly Transferable[] = []): void {
    this.#waiting.push({ message, transfer });
    if (this.#collecting) return;
    if (this.#atOnce) this.flush();
    this.#collect();
  }

  /** Posts what waits now. @throws what `post` throws for a message; the others have gone. */
  flush(): void {
    const waiting = this.#waiting.splice(0);
    const [first] = waiting;
    if (!first) return;
    if (waiting.length === 1) return this.#post(first.message, [...first.transfer]);
    try {
      this.#post(
        waiting.map(({ message }) => message),
        waiting.flatMap(({ transfer }) => transfer),
      );
    } catch {
      // One of the messages cannot be cloned, and none has gone yet.
      each(waiting, ({ message, transfer }) => this.#post(message, [...transfer]));
    }
  }

  #collect(): void {
    this.#collecting = true;
    this.#later(() => {
      this.#collecting = false;
      if (this.#waiting.length === 0) return;
      if (this.#atOnce) this.#collect();
      this.flush();
    });
  }
}

/**
 * Calls `receive` with each message that a post has brought.
 * @throws the first error of `receive`, once all messages have been received
 */
export function unpack<Message extends object>(
  data: Message | readonly Message[],
  receive: (message: Message) => void,
): void {
  if (isSeveral(data)) each(data, receive);
  else receive(data);
}

const isSeveral = <Message>(data: Message | readonly Message[]): data is readonly Message[] => Array.isArray(data);

/** Handles all items, even when one of them fails. @throws the first error, once all have been handled */
function each<Item>(items: readonly Item[], handle: (item: Item) => void): void {
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      handle(item);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
