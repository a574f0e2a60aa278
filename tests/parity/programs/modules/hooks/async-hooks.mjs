let label;
export function initialize(data) {
  label = data.label;
}
export async function resolve(specifier, context, nextResolve) {
  if (specifier.startsWith('late:')) return { url: specifier, format: 'module', shortCircuit: true };
  return nextResolve(specifier, context);
}
export async function load(url, context, nextLoad) {
  if (!url.startsWith('late:')) return nextLoad(url, context);
  await null;
  return { format: 'module', source: `import { basename } from 'node:path'; export default basename('/a/${label}/${url.slice(5)}');`, shortCircuit: true };
}
