const { Readable } = require('node:stream');
process.on('exit', (code) => console.log('exit', code));
const source = new Readable({ read() {} });
source.destroy(new Error('nobody listens to this stream'));
