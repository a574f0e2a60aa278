/** Messages about output, between process, kernel and host, which holds back a process that prints too fast. */

export type OutputToKernel =
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** A sentence of the engine's own for the reader. */
  | { readonly type: 'notice'; readonly text: string };

export type OutputToHost = OutputToKernel & { readonly pid: number };

/** Says how many characters of output the page has shown. */
export interface OutputFromHost {
  readonly type: 'taken';
  readonly pid: number;
  readonly count: number;
}
