import type { Serializable } from 'node:child_process';
const answer = (value: number): number => value * 7;
module.exports = { answer };
if (process.argv[2] === 'refused') throw new TypeError(`no ${process.argv[2] as string}`);
process.once('message', ({ question }: { question: number }): void => {
  process.send!({ answer: answer(question), argv: process.argv.slice(2) } satisfies Serializable, () => process.disconnect());
});
