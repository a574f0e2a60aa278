// fs/promises: the calls of everyday and their errors.
import { constants } from 'node:fs';
import fs from 'node:fs/promises';

const attempt = async (name, action) => {
  try {
    console.log(name, await action());
  } catch (error) {
    console.log(name, error.code, error.errno, error.syscall, error.message.replaceAll(process.cwd(), '.'));
  }
};
await attempt('write', () => fs.writeFile('a.txt', 'hello'));
await attempt('read', () => fs.readFile('a.txt', 'utf8'));
await attempt('append', async () => (await fs.appendFile('a.txt', ' world'), fs.readFile('a.txt', { encoding: 'latin1' })));
await attempt('exclusive', () => fs.writeFile('a.txt', 'x', { flag: 'wx' }));
await attempt('missing', () => fs.readFile('missing.txt'));
await attempt('directory', () => fs.readFile('.'));
await attempt('mkdir', () => fs.mkdir('d/e/f', { recursive: true }).then((path) => path.replace(process.cwd(), '.')));
await attempt('mkdir again', () => fs.mkdir('d'));
await attempt('mkdir recursive again', () => fs.mkdir('d/e', { recursive: true }));
await attempt('rmdir full', () => fs.rmdir('d'));
await attempt('rm directory', () => fs.rm('d'));
await attempt('unlink directory', () => fs.unlink('d'));
await attempt('rename', () => fs.rename('a.txt', 'd/b.txt'));
await attempt('rename missing', () => fs.rename('a.txt', 'c.txt'));
await attempt('copy', () => fs.copyFile('d/b.txt', 'c.txt'));
await attempt('copy exclusive', () => fs.copyFile('d/b.txt', 'c.txt', constants.COPYFILE_EXCL));
await attempt('truncate', async () => (await fs.truncate('c.txt', 3), fs.readFile('c.txt', 'utf8')));
await attempt('access', () => fs.access('c.txt', constants.R_OK | constants.W_OK));
await attempt('access missing', () => fs.access('none'));
await attempt('chmod', async () => (await fs.chmod('c.txt', 0o640), ((await fs.stat('c.txt')).mode & 0o777).toString(8)));
await attempt('utimes', async () => (await fs.utimes('c.txt', 1, new Date(2500)), (({ atimeMs, mtimeMs, mtime }) => [atimeMs, mtimeMs, mtime])(await fs.stat('c.txt'))));
await attempt('mkdtemp', async () => /^tmp-.{6}$/.test(await fs.mkdtemp('tmp-')));
await attempt('readdir', async () => (await fs.readdir('.')).filter((name) => !/tmp|promises/.test(name)).sort());
await attempt('readdir recursive', async () => (await fs.readdir('d', { recursive: true })).sort());
await attempt('readdir file', () => fs.readdir('c.txt'));
await attempt('not a directory', () => fs.readFile('c.txt/x'));
await attempt('rm', () => fs.rm('d', { recursive: true }));
await attempt('rm missing', () => fs.rm('d'));
await attempt('rm force', () => fs.rm('d', { force: true }));
await attempt('bad path', () => fs.readFile(5));
await attempt('nul', () => fs.readFile('a\0b'));
await attempt('bad data', () => fs.writeFile('x', {}));
await attempt('long', () => fs.writeFile('x'.repeat(300), ''));
await attempt('iterable', async () => (await fs.writeFile('i.txt', (async function* () { yield 'a'; yield 'b'; })()), fs.readFile('i.txt', 'utf8')));
await attempt('aborted', () => fs.readFile('i.txt', { signal: AbortSignal.abort() }));
await attempt('realpath', async () => (await fs.realpath('./i.txt')).replace(process.cwd(), '.'));
await attempt('glob', async () => (await Array.fromAsync(fs.glob('*.txt'))).sort());
