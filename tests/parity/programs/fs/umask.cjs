const fs = require('node:fs'); const file = `/tmp/umask-${process.pid}`;
process.umask(0o077); fs.writeFileSync(file, ''); console.log((fs.statSync(file).mode & 0o777).toString(8)); fs.unlinkSync(file);
fs.mkdirSync(file); console.log((fs.statSync(file).mode & 0o777).toString(8)); fs.rmdirSync(file);
console.log(process.umask(0o027).toString(8), process.umask().toString(8));
fs.writeFileSync(file, '', { mode: 0o666 }); console.log((fs.statSync(file).mode & 0o777).toString(8)); fs.chmodSync(file, 0o777); console.log((fs.statSync(file).mode & 0o777).toString(8)); fs.unlinkSync(file);
