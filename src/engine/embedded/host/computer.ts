/** The session's clock and wires, as the page steers them; the kernel in the frame has them. */
import type { ClockControl, WireFaults, NetworkControl, Result, TapEvent } from '../../engine.ts';
import type { ClockState } from '../protocol/clock.ts';
import type { HostToKernel, KernelToHost } from '../protocol/messages.ts';
import { failure } from '../../shared/failure.ts';

/** Real milliseconds until moving the clock is given up: some program never rests. */
const ADVANCE_TIMEOUT = 20_000;

export class Computer implements ClockControl, NetworkControl {
  readonly #send: (message: HostToKernel) => void;
  readonly #advancing = new Map<number, (result: Result<{ moved: boolean }>) => void>();
  readonly #taps = new Set<(event: TapEvent) => void>();
  #state: ClockState | undefined;
  #next = 1;

  constructor(send: (message: HostToKernel) => void) {
    this.#send = send;
  }

  now(): number {
    const real = performance.timeOrigin + performance.now();
    if (!this.#state) return real;
    const { virtual, real: since, rate } = this.#state;
    return virtual + (real - since) * rate;
  }

  get rate(): number {
    return this.#state?.rate ?? 1;
  }

  setRate(rate: number): void {
    if (!(rate >= 0 && Number.isFinite(rate))) throw new RangeError(`A clock's rate is 0 or more, not ${rate}.`);
    this.#send({ type: 'rate', rate });
  }

  async advance(milliseconds: number): Promise<Result<{}>> {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds)))
      throw new RangeError(`A clock moves forward by 0 ms or more, not by ${milliseconds}.`);
    return this.#move((id) => ({ type: 'advance', id, milliseconds }));
  }

  step(): Promise<Result<{ moved: boolean }>> {
    return this.#move((id) => ({ type: 'step', id }));
  }

  /** Stops the clock, before any process is started, at so many milliseconds since 1970. */
  stand(now: number): void {
    this.#send({ type: 'stand', now });
  }

  #move(message: (id: number) => HostToKernel): Promise<Result<{ moved: boolean }>> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Result<{ moved: boolean }>>();
    this.#advancing.set(id, resolve);
    const timer = setTimeout(
      () =>
        resolve(
          failure(
            'timeout',
            'The clock could not be moved: a process is busy all the time and never waits for anything.',
          ),
        ),
      ADVANCE_TIMEOUT,
    );
    this.#send(message(id));
    return promise.finally(() => {
      clearTimeout(timer);
      this.#advancing.delete(id);
    });
  }

  setFaults(a: string, b: string, faults: WireFaults): void {
    this.#send({ type: 'faults', a, b, faults });
  }

  tap(listener: (event: TapEvent) => void): () => void {
    this.#taps.add(listener);
    this.#send({ type: 'tap', on: true });
    return () => {
      this.#taps.delete(listener);
      if (this.#taps.size === 0) this.#send({ type: 'tap', on: false });
    };
  }

  receive(message: KernelToHost): void {
    if (message.type === 'clock') this.#state = message.state;
    else if (message.type === 'advanced') this.#advancing.get(message.id)?.({ ok: true, moved: message.moved });
    else if (message.type === 'tapped') {
      const { bytes, ...event } = message.event;
      for (const listener of this.#taps) listener(bytes ? { ...event, bytes: new Uint8Array(bytes) } : event);
    }
  }

  /** The session has ended. */
  close(): void {
    for (const resolve of this.#advancing.values()) resolve(failure('disposed', 'The session has ended.'));
  }
}
