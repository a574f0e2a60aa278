/** Wires that do nothing but say what was asked of them, and carry what a test sends. */
import type { NetworkControl, TapEvent, WireFaults } from '../../src/engine/engine.ts';

export class ScriptedNetwork implements NetworkControl {
  readonly faults: (readonly [string, string, WireFaults])[] = [];
  readonly taps = new Set<(event: TapEvent) => void>();

  setFaults(a: string, b: string, faults: WireFaults): void {
    this.faults.push([a, b, faults]);
  }

  tap(listener: (event: TapEvent) => void): () => void {
    this.taps.add(listener);
    return () => this.taps.delete(listener);
  }

  /** @param bytes text, which is sent as UTF-8 */
  send(event: Partial<Omit<TapEvent, 'bytes'>> & { readonly bytes?: string }): void {
    const { bytes, ...rest } = event;
    const whole: TapEvent = {
      ...{
        time: 1000,
        connection: 1,
        port: 3000,
        from: 'client',
        to: 'app',
        opener: (rest.from ?? 'client') === 'client',
        type: bytes === undefined ? 'open' : 'data',
      },
      ...rest,
      ...(bytes !== undefined && { bytes: new TextEncoder().encode(bytes) }),
    };
    for (const tap of [...this.taps]) tap(whole);
  }
}
