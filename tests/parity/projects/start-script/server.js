import { mode } from '#mode';

console.log(process.env.GREETING, mode, process.argv.slice(2), process.execArgv);
process.exitCode = 4;
