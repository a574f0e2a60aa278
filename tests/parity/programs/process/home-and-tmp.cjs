// HOME and TMPDIR that the program sets: os goes by the environment as it is.
const os = require('node:os');
process.env.HOME = '/tmp/ada';
process.env.TMPDIR = '/var/tmp';
console.log(os.homedir(), os.tmpdir());
process.env.HOME = '';
process.env.TMPDIR = '/a/b//';
console.log(JSON.stringify(os.homedir()), os.tmpdir());
process.env.TMPDIR = '/';
console.log(os.tmpdir());
delete process.env.TMPDIR;
process.env.TMP = '/tmp/of-tmp/';
process.env.TEMP = '/tmp/of-temp';
console.log(os.tmpdir());
delete process.env.TMP;
console.log(os.tmpdir());
delete process.env.TEMP;
console.log(os.tmpdir());
