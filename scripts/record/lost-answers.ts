/** Answers that a new recording lacks: a busy machine gives up on a slow one, and nobody would notice. */
import type { Transcript } from '../../src/sandbox/transcript.ts';

/** @returns a sentence for each request that was answered in the old transcript and is not in the new one */
export function lostAnswers(before: Transcript | null, now: Transcript): string[] {
  const answered = new Set(before?.exchanges.flatMap(({ name, response }) => (response === null ? [] : [name])));
  return now.exchanges
    .filter(({ name, response }) => response === null && (before === null || answered.has(name)))
    .map(({ name, error = 'the connection ended' }) =>
      before === null
        ? `“${name}” has no answer: ${error}`
        : `“${name}” had an answer and has none: ${error}; if the machine is busy, record again`,
    );
}
