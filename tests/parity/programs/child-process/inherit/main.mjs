// Children that print where their parent prints, in files, and nowhere; also through a child of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, writeFileSync } from 'node:fs';

const run = async (script, options, args = []) => console.log(await once(spawn(process.execPath, ['-e', script, ...args], options), 'close'));
console.log('before');
await run('console.log("inherited"); console.error("error, inherited")', { stdio: 'inherit' });
console.log('between');
await run('console.log("ignored")', { stdio: 'ignore' });
await run('console.log("both to output"); console.error("error to output")', { stdio: ['ignore', 1, 1] });
await run('require("fs").writeSync(1, "written to the descriptor\\n")', { stdio: [0, 'inherit', 'inherit'] });
// A grandchild's output goes through.
const middle = `require('node:child_process').spawn(process.execPath, ['-e', 'console.log("from the grandchild"); console.error("its error")'], { stdio: 'inherit' }).on('close', (code) => console.log('grandchild', code))`;
await run(middle, { stdio: 'inherit' });
const piped = spawn(process.execPath, ['-e', middle], { stdio: ['ignore', 'pipe', 'inherit'] });
let text = '';
for await (const part of piped.stdout.setEncoding('utf8')) text += part;
console.log(JSON.stringify(text));
// Files of the parent's, the folder, and a folder of its own.
writeFileSync('made.txt', 'by the parent');
await run('console.log(require("fs").readFileSync("made.txt", "utf8"), process.cwd())', { stdio: 'inherit' });
await run('console.log(process.cwd())', { stdio: 'inherit', cwd: '/tmp' });
// A pipe as a further descriptor.
const fourth = spawn(process.execPath, ['-e', 'require("fs"); new (require("net").Socket)({ fd: 3 }).end("over descriptor 3")'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
text = '';
for await (const part of fourth.stdio[3].setEncoding('utf8')) text += part;
console.log(text);
// A file.
const log = openSync('log.txt', 'a');
await run('console.log("to a file"); console.error("error to a file")', { stdio: ['ignore', log, log] });
console.log(JSON.stringify(readFileSync('log.txt', 'utf8')));
