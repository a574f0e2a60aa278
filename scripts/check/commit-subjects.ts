/** Subjects of commits: at most 72 characters, so that a log, a list and a mail show them whole. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST = 72;

/** The result of a check that has nothing to look at. */
export interface Skipped {
  readonly skipped: string;
}

/**
 * @param root the repository
 * @returns a line for each commit, merges apart, whose subject is longer, since the commit that the last line of
 *   .git-blame-ignore-revs names; earlier commits were made before this rule
 */
export function longSubjects(root: string): string[] | Skipped {
  const since = readFileSync(join(root, '.git-blame-ignore-revs'), 'utf8').trim().split('\n').at(-1) ?? '';
  const log = spawnSync('git', ['log', '--no-merges', '--format=%h %s', `${since}..HEAD`], {
    cwd: root,
    encoding: 'utf8',
  });
  if (log.error !== undefined || log.status !== 0)
    return { skipped: `no Git history that reaches back to ${since.slice(0, 7)}` };
  return log.stdout
    .split('\n')
    .map((line) => ({ id: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }))
    .filter(({ subject }) => [...subject].length > LONGEST)
    .map(({ id, subject }) => `${id}: ${[...subject].length} characters, at most ${LONGEST}: ${subject}`);
}
