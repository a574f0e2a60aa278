/** Messages about signals from one process to another, between a process and the kernel. */

export type SignalsToKernel =
  | { readonly type: 'signal'; readonly pid: number; readonly signal: string }
  /** Whether the program has a listener for this signal. */
  | { readonly type: 'handles'; readonly signal: string; readonly on: boolean };

/** The process has been sent a signal that its program has a listener for. */
export interface SignalToProcess {
  readonly type: 'signal';
  readonly signal: string;
}
