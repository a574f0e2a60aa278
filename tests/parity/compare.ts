/**
 * For working on the engine: `node tests/parity/compare.ts [filter…]` shows how the outputs of real Node
 * (lines with -) and of the embedded engine (+) differ.
 */
import { EnginePage } from '../support/engine-page.ts';
import { parityPrograms, type ParityProgram } from './programs.ts';
import { describeOutcome, runInEngine, runInNode } from './run.ts';

const filters = process.argv.slice(2);
const programs = parityPrograms().filter(
  ({ id }) => filters.length === 0 || filters.some((filter) => id.includes(filter)),
);
const page = await EnginePage.open();
let same = 0;

async function compare(program: ParityProgram): Promise<void> {
  const [real, engine] = (await Promise.all([runInNode(program), runInEngine(page, program)])).map(describeOutcome) as [
    string,
    string,
  ];
  if (real === engine) same += 1;
  else console.log(`\n=== ${program.id}\n${difference(real.split('\n'), engine.split('\n')).join('\n')}`);
}

/** Lines only one side has, by their longest common subsequence, with a line around them. */
function difference(a: readonly string[], b: readonly string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      (lengths[i] as Uint16Array)[j] =
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i++]}`);
      j += 1;
    } else if (i < a.length && (j === b.length || length(i + 1, j) >= length(i, j + 1))) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  const near = (index: number): boolean =>
    lines.slice(Math.max(0, index - 1), index + 2).some((line) => !line.startsWith('  '));
  return lines.filter((_, index) => near(index));
}

const queue = [...programs];
await Promise.all(
  Array.from({ length: 3 }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await compare(next);
  }),
);
await page.close();
console.log(`\n${same} of ${programs.length} agree`);
