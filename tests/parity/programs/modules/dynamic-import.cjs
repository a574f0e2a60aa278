console.log('start');
import('node:os').then((os) => console.log(typeof os.default.cpus, os.EOL === '\n'));
import('./none.mjs').catch((error) => console.log(error.code, error.message));
(async () => {
  const { default: path } = await import('path');
  console.log(path.join('a', '..', 'b'));
})();
console.log('end');
