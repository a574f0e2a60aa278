/** Messages about wires, their faults and the tap on them, between host and kernel. */
import type { WireFaults, TapEvent } from '../../engine.ts';

/** `TapEvent` of the contract, with its bytes as they are transferred. */
export interface TappedEvent extends Omit<TapEvent, 'bytes'> {
  readonly bytes?: ArrayBuffer;
}

export type WiresFromHost =
  | { readonly type: 'faults'; readonly a: string; readonly b: string; readonly faults: WireFaults }
  | { readonly type: 'tap'; readonly on: boolean };

export interface WiresToHost {
  readonly type: 'tapped';
  readonly event: TappedEvent;
}
