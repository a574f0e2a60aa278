import type { Serializable } from 'node:child_process';
const answer = (value: number): number => value * 7;
module.exports = { answer };
process.once('message', ({ question }: { question: number }): void => {
  process.send!({ answer: answer(question), argv: process.argv.slice(2) } satisfies Serializable, () => process.disconnect());
});
