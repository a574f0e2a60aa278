// What options do: on the command line, in NODE_OPTIONS and in fork(). (What node says to wrong ones: tests/unit/engine-options.test.ts.)
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';

const folder = process.cwd();
const write = (name, text) => writeFileSync(`${folder}/${name}`, text);
write('own.js', `console.log(process.execArgv, process.argv.slice(2), process.title.endsWith('node') ? 'node' : process.title);`);
write('broken.js', 'let x = ;');
write('broken.mjs', 'import a from "b";\nexport let y = 1 +;');
write('right.mjs', 'import a from "b"; await 1;');
write('before.cjs', `console.log('required');`);
write('before.mjs', `console.log('imported');`);
write('one.env', 'FROM_FILE=1\nTWICE=first\nGIVEN=file\nNODE_OPTIONS=--title=in-file');
write('two.env', 'TWICE=second');
write('map.json', JSON.stringify({ packages: { app: { url: './app', dependencies: { mapped: 'elsewhere' } }, elsewhere: { url: './here' } } }));
mkdirSync(`${folder}/app`);
write('app/mapped.js', `console.log(require('mapped'), require.resolve('mapped').endsWith('/here/index.js'));`);
mkdirSync(`${folder}/here`);
write('here/index.js', `module.exports = 'by the map';`);
const { NODE_OPTIONS: _, ...environment } = process.env;

const run = ([args, env = {}]) => new Promise((resolve) => {
  const child = execFile(process.execPath, args, { env: { ...environment, ...env } }, (error, stdout, stderr) => {
    const [text = ''] = stderr.replaceAll(process.execPath, 'node').replaceAll(folder, '.').split(/\n(?=    at)/);
    resolve([args.join(' '), ...Object.values(env), '→', error?.code ?? 0, stdout.trim(), '|', text.trim()].join(' '));
  });
  // Few read it.
  child.stdin.on('error', () => {}).end(args[0] === '--check' ? 'let z = ;' : 'await 1; console.log("from standard input");');
});
const inText = `process.on('uncaughtException', (error) => console.log(error.message)); process.emitWarning('x', 'DeprecationWarning');
  try { ({}).__proto__ } catch (error) { console.log(error.message, error.code) }
  console.log(process.title, Error.stackTraceLimit, typeof gc, require('http').maxHeaderSize)`;
const results = await Promise.all([
  [['--wach', 'own.js']],
  [['--title=a', '-r', './before.cjs', '--import', './before.mjs', '--no-warnings', '-C', 'x', 'own.js', '--title', 'b']],
  [['--throw-deprecation', '--disable-proto=throw', '--stack_trace_limit=3', '--expose-gc', '--max-http-header-size=99', '-e', inText], { NODE_OPTIONS: '--title="a \\"b"' }],
  [['-p', '\\-1']], [['--no-warnings', '--experimental-package-map=map.json', 'app/mapped.js']],
  [['--no-experimental-global-navigator', '-p', 'typeof navigator + typeof gc']], [['-e', 'process.emitWarning("filed")'], { NODE_REDIRECT_WARNINGS: '/dev/null' }],
  [['--input-type=module']],
  [['-c', 'broken.js']], [['-c', 'broken.mjs']], [['-c', 'right.mjs']], [['--check']],
  [['--env-file=one.env', '--env-file-if-exists=none.env', '--env-file', 'two.env', '-p', 'const { FROM_FILE, TWICE, GIVEN } = process.env; [process.title, FROM_FILE, TWICE, GIVEN].join()'], { GIVEN: 'here' }],
  [['-e', 'process.emitWarning("unheard"); Promise.reject(1); setImmediate(() => console.log(import.meta.url.slice(0, 5)))'], { NODE_OPTIONS: '--input-type=module --no-warnings --unhandled-rejections=warn' }],
].map(run));
console.log(results.join('\n'));

const flags = process.allowedNodeEnvironmentFlags;
console.log(flags.size, [...flags].join(' '));
console.log(['--import', 'import', '-r', '--no_warnings', '--max-old-space-size=5', '--eval', '--nothing'].map((flag) => flags.has(flag)));

const child = fork(`${folder}/own.js`, ['argument'], { execArgv: ['--title=forked', '--no-warnings'] });
console.log(await once(child, 'exit'));
