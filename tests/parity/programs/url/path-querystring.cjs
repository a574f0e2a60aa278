const path = require('node:path');
const qs = require('node:querystring');
console.log(path.join('/a', '..', 'b', './c', ''), path.resolve('x', '../y'), path.resolve('/r', 's', '/t'), path.normalize('/a//b/../c/.'), path.relative('/a/b/c', '/a/d'), path.basename('/x/y.html', '.html'), path.dirname('/a/b/'), path.extname('a.b.c'), path.extname('.rc'), path.isAbsolute('a'), path.parse('/home/u/f.tar.gz'), path.format({ dir: '/d', name: 'n', ext: 'e' }), path.sep, path.delimiter, path.posix === path, path.win32.join('a', '..\\b', 'c'), path.win32.parse('C:\\x\\y.z'), path.matchesGlob('/a/b.js', '/a/*.js'), path.toNamespacedPath('/x'));
for (const attempt of [() => path.join(1), () => path.resolve(null), () => path.basename('a', 1), () => path.format('x')]) {
  try { attempt(); } catch (error) { console.log(error.code, error.message); }
}
console.log(qs.parse('a=1&b=2&a=3&c&d=%20x+y&%zz=1'), qs.stringify({ a: [1, 'two'], b: true, c: null, d: 'ü &=', e: {}, f: 1n, g: NaN }), qs.parse('a:1;b:2', ';', ':'), qs.stringify({ x: 1, y: 2 }, ';', ':'), qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }), qs.escape('a b/ü'), qs.unescape('%41%zz'), Object.getPrototypeOf(qs.parse('')));
const os = require('node:os');
console.log(os.EOL === '\n', os.platform(), os.type(), os.arch(), os.endianness(), typeof os.cpus().length, os.constants.signals.SIGINT, os.constants.errno.ENOENT, os.devNull, typeof os.totalmem(), os.tmpdir(), Object.keys(os.userInfo()).sort());
console.log(require('node:constants').O_RDWR, require('node:fs').constants.R_OK, require('node:http').STATUS_CODES[418], require('node:http').METHODS.length);
