/** What the reader gets to see of a process, and how the page holds back a process that prints faster than it shows. */

export type OutputToKernel =
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** A sentence of the engine's own for the reader. */
  | { readonly type: 'notice'; readonly text: string };

export type OutputToHost = OutputToKernel & { readonly pid: number };

/** The page has shown so many characters of output. */
export interface OutputFromHost {
  readonly type: 'taken';
  readonly pid: number;
  readonly count: number;
}
