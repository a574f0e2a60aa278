/** Something wrong that a check found, with its place and what would be right. */
export interface Finding {
  /** The file, relative to the repository. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** @returns one line for each finding, as editors and terminals link them */
export function printed(findings: readonly Finding[]): string {
  return findings.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
}
