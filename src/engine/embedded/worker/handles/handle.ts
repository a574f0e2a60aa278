/**
 * The base of every handle (src/handle_wrap.cc): referenced or not, open or closed, and counted by the
 * event loop while it is active, as libuv does.
 */
import type { EventLoop } from '../loop/event-loop.ts';
import type { LoopHandle } from '../loop/surroundings.ts';

export class Handle implements LoopHandle {
  readonly #loop: EventLoop;
  readonly #onclose: symbol;
  #referenced = true;
  #active = false;
  #counted = false;
  protected closed = false;

  constructor(loop: EventLoop, onclose: symbol) {
    this.#loop = loop;
    this.#onclose = onclose;
    loop.handles.add(this);
  }

  get resource(): string {
    return `${this.constructor.name}Wrap`;
  }

  protected get loop(): EventLoop {
    return this.#loop;
  }

  /** An active handle (listening, reading, writing) keeps the process alive while referenced. */
  protected setActive(active: boolean): void {
    this.#active = active;
    this.#count();
  }

  ref(): void {
    this.#referenced = true;
    this.#count();
  }

  unref(): void {
    this.#referenced = false;
    this.#count();
  }

  hasRef(): boolean {
    return this.#referenced && this.#loop.handles.has(this);
  }

  getAsyncId(): number {
    return 0;
  }

  getProviderType(): number {
    return 0;
  }

  close(callback?: () => void): void {
    if (this.closed) return;
    this.closed = true;
    this.release();
    this.setActive(false);
    if (callback) Reflect.set(this, this.#onclose, callback);
    this.#loop.deferClose(() => {
      this.#loop.handles.delete(this);
      const listener: unknown = Reflect.get(this, this.#onclose);
      if (typeof listener === 'function') listener.call(this);
    });
  }

  /** Frees what the handle holds, when it is closed; for subclasses. */
  protected release(): void {}

  #count(): void {
    const counts = this.#active && this.#referenced && !this.closed;
    if (counts === this.#counted) return;
    this.#counted = counts;
    if (counts) this.#loop.addHandle();
    else this.#loop.removeHandle();
  }
}
