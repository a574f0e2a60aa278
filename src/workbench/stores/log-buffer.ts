/**
 * The last lines of what a process printed. A flood costs what is kept, not what was printed: lines
 * beyond the limit are counted and forgotten.
 */

export type LogStream = 'stdout' | 'stderr' | 'notice';

export interface LogLine {
  /** Counted from 0 over everything the process has printed. */
  readonly index: number;
  readonly stream: LogStream;
  text: string;
  /** Whether its line break has come; an open line may still grow. */
  complete: boolean;
}

/** Control sequences a terminal would act on (ECMA-48 section 5.4); the log shows plain text. */
const CONTROL_SEQUENCES = /\u001b\[[0-?]*[ -/]*[@-~]/g;

export class LogBuffer {
  readonly limit: number;
  readonly lineLimit: number;
  #lines: LogLine[] = [];
  #next = 0;
  #openLines = new Map<LogStream, LogLine>();

  /**
   * @param limit how many lines are kept
   * @param lineLimit how many characters of a line are kept
   */
  constructor(limit = 1000, lineLimit = 5000) {
    this.limit = limit;
    this.lineLimit = lineLimit;
  }

  /** The lines that are kept, oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** How many lines were printed in all. */
  get total(): number {
    return this.#next;
  }

  /** How many of them are no longer kept. */
  get dropped(): number {
    return this.#next - this.#lines.length;
  }

  append(stream: LogStream, text: string): void {
    const pieces = text.replace(CONTROL_SEQUENCES, '').split('\n');
    // Only the last lines of a big piece can survive: the rest is counted without making objects of it.
    const skip = Math.max(0, pieces.length - 1 - this.limit);
    pieces.forEach((piece, index) => {
      const ends = index < pieces.length - 1;
      if (index > 0 && index < skip) {
        this.#next += 1;
        return;
      }
      this.#extend(stream, piece, ends);
    });
    if (this.#lines.length > this.limit) this.#lines = this.#lines.slice(-this.limit);
  }

  clear(): void {
    this.#lines = [];
    this.#next = 0;
    this.#openLines.clear();
  }

  #extend(stream: LogStream, piece: string, ends: boolean): void {
    let line = this.#openLines.get(stream);
    if (line === undefined) {
      if (piece === '' && !ends) return;
      line = { index: this.#next, stream, text: '', complete: false };
      this.#next += 1;
      this.#lines.push(line);
      this.#openLines.set(stream, line);
    }
    if (line.text.length < this.lineLimit) {
      line.text += piece.replace(/\r$/, '');
      if (line.text.length > this.lineLimit)
        line.text = `${line.text.slice(0, this.lineLimit)} … (the rest of this line is not shown)`;
    }
    if (ends) {
      line.complete = true;
      this.#openLines.delete(stream);
    }
  }
}
