import data from './data.json' with { type: 'json' };
import { readFile } from 'node:fs/promises';
console.log(data);
const again = await import('./data.json', { with: { type: 'json' } });
console.log(again.default === data, Object.keys(again));
for (const attempt of [
  () => import('./data.json'),
  () => import('./data.json', { with: { type: 'css' } }),
  () => import('./data.json', { with: { kind: 'json' } }),
  () => import('./main.mjs', { with: { type: 'json' } }),
]) {
  try {
    await attempt();
    console.log('imported');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
try {
  await import('./bad.json', { with: { type: 'json' } });
} catch (error) {
  console.log(error.name, error.code, error.message);
}
console.log((await readFile(new URL('data.json', import.meta.url), 'utf8')).length);
