/**
 * Output of a process that is started again because it reached for a part that was not sent along. It prints again what
 * it had printed before, and the reader must not see that twice.
 */
type Stream = 'stdout' | 'stderr';

/** Beyond this many characters nothing is compared: the program has run for a while. */
const LIMIT = 1 << 16;

export class RepeatedOutput {
  readonly #printed: Record<Stream, string> = { stdout: '', stderr: '' };
  readonly #expected: Record<Stream, string> = { stdout: '', stderr: '' };

  /** The process starts anew and will begin with what it printed so far. */
  repeat(): void {
    Object.assign(this.#expected, this.#printed);
  }

  /** The part of `text` that has not been shown; all of it once the program prints something else than before. */
  fresh(stream: Stream, text: string): string {
    const expected = this.#expected[stream];
    let same = 0;
    while (same < text.length && same < expected.length && text[same] === expected[same]) same += 1;
    this.#expected[stream] = same === text.length ? expected.slice(same) : '';
    const fresh = text.slice(same);
    if (this.#printed[stream].length < LIMIT) this.#printed[stream] += fresh;
    return fresh;
  }
}
