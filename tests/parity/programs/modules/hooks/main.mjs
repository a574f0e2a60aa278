// Modules that exist only by way of hooks, and hooks that go wrong.
import { createRequire, register, registerHooks, syncBuiltinESMExports } from 'node:module';
import fs, { existsSync } from 'node:fs';

const require = createRequire(import.meta.url);
const calls = [];
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('virtual:')) return { url: specifier, format: 'module', shortCircuit: true };
    if (specifier.startsWith('app:')) return nextResolve(`node:${specifier.slice(4)}`, context);
    calls.push(`resolve ${specifier} ${context.conditions.includes('require') ? 'require' : 'import'}`);
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (url === 'virtual:number') return { format: 'module', source: 'export const value = 42;', shortCircuit: true };
    const result = nextLoad(url, { ...context, ...(url.endsWith('.txt') && { format: 'module' }) });
    if (url.endsWith('common.cjs')) return { ...result, source: String(result.source).replace('as written', 'rewritten') };
    return result;
  },
});
console.log((await import('./plain.mjs')).seen);
console.log((await import('./virtual.txt')).text);
console.log((await import('./common.cjs')).name, require('./common.cjs').name);
console.log(calls);
const failing = registerHooks({ resolve: () => ({ url: 5, shortCircuit: true }) });
await import('./never.mjs').catch((error) => console.log(error.code, error.message));
failing.deregister();
const incomplete = registerHooks({ load: () => ({ source: '', format: 'module' }) });
await import('./plain.mjs?again').catch((error) => console.log(error.code, error.message));
incomplete.deregister();
hooks.deregister();
await import('virtual:number?later').catch((error) => console.log(error.code));

register('./async-hooks.mjs', import.meta.url, { data: { label: 'folder' } });
console.log((await import('late:file.txt')).default);
try {
  register('./nowhere.mjs', import.meta.url);
} catch (error) {
  console.log(error.code);
}

fs.existsSync = () => 'replaced';
console.log(existsSync('/'));
syncBuiltinESMExports();
console.log(existsSync('/'));

// The same JSON for both kinds of modules; other types are other modules.
const { default: json } = await import('./package.json', { with: { type: 'json' } });
console.log(json === require('./package.json'));
await import('./package.json').catch((error) => console.log(error.code));
await import('data:text/css,a', { with: { type: 'css' } }).catch((error) => console.log(error.code));
await import('data:text/plain,a').catch((error) => console.log(error.code, error.message));
await import('data:application/json,{', { with: { type: 'json' } }).catch((error) => console.log(error.name, error.message));
