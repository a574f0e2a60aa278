console.log('before');
require('./broken.cjs');
