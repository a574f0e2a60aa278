const { spawn } = require('node:child_process');

spawn(process.execPath, ['orphan.mjs'], { stdio: 'inherit', detached: true }).unref();
console.log('the middle ends');
