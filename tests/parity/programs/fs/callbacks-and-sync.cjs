// The callback and the synchronous forms, and the order in which they come.
const fs = require('node:fs');

const order = [];
fs.writeFile('a.txt', 'callback', (error) => {
  order.push(`write ${error}`);
  fs.readFile('a.txt', 'utf8', (problem, text) => {
    order.push(`read ${problem} ${text}`);
    fs.stat('a.txt', (_, stats) => {
      order.push(`stat ${stats.size} ${stats.isFile()} ${stats.isDirectory()} ${stats.constructor.name}`);
      fs.unlink('a.txt', () => fs.exists('a.txt', (is) => {
        order.push(`exists ${is}`);
        console.log(order);
        sync();
      }));
    });
  });
});
order.push('after the call');
process.nextTick(() => order.push('tick'));
Promise.resolve().then(() => order.push('promise'));

function sync() {
  const attempt = (name, action) => {
    try {
      console.log(name, action());
    } catch (error) {
      console.log(name, error.name, error.code, error.message.replaceAll(process.cwd(), '.'), Object.keys(error));
    }
  };
  fs.writeFileSync('s.txt', 'sync\ntext', { mode: 0o600 });
  attempt('read', () => fs.readFileSync('s.txt', 'utf8'));
  attempt('exists', () => [fs.existsSync('s.txt'), fs.existsSync('none'), fs.existsSync(), fs.existsSync(null)]);
  attempt('stat', () => Object.keys(fs.statSync('s.txt')));
  attempt('stat missing', () => fs.statSync('none', { throwIfNoEntry: false }));
  attempt('stat bigint', () => typeof fs.statSync('s.txt', { bigint: true }).mtimeNs);
  attempt('open missing', () => fs.openSync('none', 'r'));
  attempt('bad flag', () => fs.openSync('s.txt', 'rx'));
  const fd = fs.openSync('s.txt', 'r+');
  attempt('read at', () => {
    const buffer = Buffer.alloc(6);
    return [fs.readSync(fd, buffer, 1, 4, 2), buffer.toString('latin1')];
  });
  attempt('write at', () => [fs.writeSync(fd, 'XY', 1), fs.writeSync(fd, Buffer.from('!'), 0, 1, 0), fs.readFileSync('s.txt', 'utf8')]);
  attempt('readv', () => {
    const parts = [Buffer.alloc(2), Buffer.alloc(3)];
    return [fs.readvSync(fd, parts, 0), parts.map(String)];
  });
  attempt('writev', () => [fs.writevSync(fd, [Buffer.from('12'), Buffer.from('3')], 4), fs.readFileSync(fd, 'utf8')]);
  attempt('ftruncate', () => (fs.ftruncateSync(fd, 2), fs.fstatSync(fd).size));
  attempt('close', () => fs.closeSync(fd));
  attempt('close again', () => fs.closeSync(fd));
  attempt('write closed', () => fs.writeSync(fd, 'x'));
  attempt('symlink', () => (fs.symlinkSync('s.txt', 'link'), [fs.readlinkSync('link'), fs.lstatSync('link').isSymbolicLink(), fs.readFileSync('link').length]));
  attempt('dangling', () => (fs.symlinkSync('nowhere', 'dangling'), fs.readFileSync('dangling')));
  attempt('loop', () => (fs.symlinkSync('loop', 'loop'), fs.readFileSync('loop')));
  attempt('hard link', () => (fs.linkSync('s.txt', 'hard'), fs.statSync('hard').nlink));
  attempt('types', () => fs.readdirSync('.', { withFileTypes: true }).filter(({ name }) => !name.endsWith('.cjs')).map((entry) => [entry.name, entry.isFile(), entry.isSymbolicLink(), entry.parentPath]));
  attempt('cp', () => {
    fs.mkdirSync('tree/inner', { recursive: true });
    fs.writeFileSync('tree/inner/file', 'x');
    fs.cpSync('tree', 'copy', { recursive: true });
    return fs.readdirSync('copy', { recursive: true }).sort();
  });
  attempt('cp without recursive', () => fs.cpSync('tree', 'copy2'));
  attempt('rm', () => (fs.rmSync('tree', { recursive: true }), fs.rmSync('copy', { recursive: true, force: true }), fs.existsSync('tree')));
  attempt('mode', () => fs.accessSync('/proc/none'));
  attempt('no callback', () => fs.readFile('s.txt'));
  attempt('encoding', () => fs.readFileSync('s.txt', 'nonsense'));
}
