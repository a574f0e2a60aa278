/** Runs the stages of `npm test`, side by side where they do not get in each other's way. */
import { availableParallelism } from 'node:os';
import type { Result, Stage } from './stage.ts';

export interface Outcome extends Result {
  readonly name: string;
  readonly seconds: number;
}

export interface RunOptions {
  /** How many stages run at a time. */
  readonly cores?: number;
  /** Whether failed tests run once more, when all stages have run and nothing runs beside them. */
  readonly again?: boolean;
  readonly print?: (text: string) => void;
}

/** How many stages run at a time, at most: more would starve each other's browsers, which have their own processes. */
const MOST = 4;

/**
 * @param words parts of names; none means all stages
 * @returns the stages whose names contain one of the words and those that they need, in the order of `stages`
 * @throws Error when there is no such stage; it names those that there are
 */
export function chooseStages(stages: readonly Stage[], words: readonly string[]): readonly Stage[] {
  if (words.length === 0) return stages;
  const chosen = new Set(stages.filter(({ name }) => words.some((word) => name.includes(word))));
  if (chosen.size === 0) {
    throw new Error(
      `No stage has “${words.join('” or “')}” in its name. There are: ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }
  // The set grows while it is walked, so that the stages that a needed stage needs come along.
  for (const { needs = [] } of chosen) for (const stage of stages) if (needs.includes(stage.name)) chosen.add(stage);
  return stages.filter((stage) => chosen.has(stage));
}

/**
 * Runs each stage when the stages that it needs have passed; a stage that needs a failed one is not run and counts as
 * failed. The output of a stage is printed when it ends, or at once when nothing runs beside it.
 * @param stages each stage after those that it needs
 * @returns their outcomes, in the same order
 */
export async function runStages(
  stages: readonly Stage[],
  {
    cores = Math.min(availableParallelism(), MOST),
    again = false,
    print = (text) => process.stdout.write(text),
  }: RunOptions = {},
): Promise<readonly Outcome[]> {
  const waiting = new Set(stages);
  const running = new Map<Stage, Promise<void>>();
  const outcomes = new Map<string, Outcome>();

  const ready = ({ needs = [] }: Stage): boolean => needs.every((name) => outcomes.get(name)?.ok === true);
  const disturbs = (one: Stage, other: Stage): boolean =>
    one.measures === true || other.measures === true || (one.writes !== undefined && one.writes === other.writes);
  const startable = (stage: Stage): boolean =>
    ready(stage) && running.size < cores && ![...running.keys()].some((other) => disturbs(stage, other));

  const start = (stage: Stage): void => {
    waiting.delete(stage);
    const beside = running.size > 0 || [...waiting].some((other) => ready(other) && !disturbs(stage, other));
    const heading = `\n==== ${stage.name}\n`;
    print(beside ? `---- ${stage.name} begins\n` : heading);
    let said = heading;
    const began = performance.now();
    const ended = stage
      .run(beside ? { cores: 1, print: (text) => void (said += text) } : { cores, print })
      .catch((error: unknown) => failed('could not be run', String(error)))
      .then((result) => {
        running.delete(stage);
        outcomes.set(stage.name, { name: stage.name, ...result, seconds: (performance.now() - began) / 1000 });
        if (beside) print(said);
      });
    running.set(stage, ended);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (const stage of waiting) {
      const missing = stage.needs?.find((name) => outcomes.get(name)?.ok === false);
      if (missing !== undefined) {
        waiting.delete(stage);
        const result = failed('was not run', `It needs “${missing}”, which failed.`);
        outcomes.set(stage.name, { name: stage.name, ...result, seconds: 0 });
      } else if (startable(stage)) start(stage);
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.size > 0 && ![...waiting].some(startable))
      throw new Error(`These stages need stages that do not come before them: ${names(waiting)}.`);
  }

  for (const outcome of outcomes.values()) {
    if (!again || outcome.again === undefined) continue;
    print(`\n==== ${outcome.name}: once more what failed\n`);
    const began = performance.now();
    const result = await outcome.again({ cores: 1, print });
    outcomes.set(outcome.name, {
      name: outcome.name,
      ...result,
      seconds: outcome.seconds + (performance.now() - began) / 1000,
    });
  }
  return stages.flatMap(({ name }) => outcomes.get(name) ?? []);
}

const names = (stages: Iterable<Stage>): string => [...stages].map(({ name }) => name).join(', ');

function failed(title: string, reason: string): Result {
  return { ok: false, passed: 0, failed: 1, skipped: 0, failures: [{ file: 'scripts/test.ts', title, reason }] };
}
