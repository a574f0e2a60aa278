// Standard input of a child: written, ended, piped from one child to the next.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const collect = async (stream) => {
  let text = '';
  for await (const part of stream.setEncoding('utf8')) text += part;
  return text;
};

const upper = spawn('node', ['-e', `process.stdin.setEncoding('utf8').on('data', (text) => process.stdout.write(text.toUpperCase()))`]);
upper.stdin.write('first ');
upper.stdin.end('second');
console.log(await collect(upper.stdout));

const lines = spawn('node', ['--input-type=module', '-e', `
  import { createInterface } from 'node:readline';
  for await (const line of createInterface({ input: process.stdin })) console.log('<' + line + '>');
  console.log('end', process.stdin.isTTY, process.stdout.isTTY, process.stdin.constructor.name, process.stdout.constructor.name);
`]);
lines.stdin.end('one\ntwo\nthree');
for await (const line of createInterface({ input: lines.stdout })) console.log(line);

const one = spawn('node', ['-e', `for (let n = 0; n < 1000; n += 1) console.log('line ' + n)`]);
const two = spawn('node', ['-e', `let count = 0; process.stdin.on('data', (bytes) => (count += bytes.length)).on('end', () => console.log(count))`]);
one.stdout.pipe(two.stdin);
console.log(await collect(two.stdout));

// An answer for each question.
const calculator = spawn('node', ['-e', `require('readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(eval(line)))`]);
const answers = createInterface({ input: calculator.stdout })[Symbol.asyncIterator]();
for (const question of ['1 + 1', '2 ** 20', '[1, 2, 3].map(String).join()']) {
  calculator.stdin.write(`${question}\n`);
  console.log(question, '=', (await answers.next()).value);
}
calculator.stdin.end();
console.log(await once(calculator, 'exit'));
// A program that comes from standard input.
const typed = spawn('node', ['-']);
typed.stdin.end('console.log("typed", __filename, process.argv.length)');
console.log(await collect(typed.stdout));
