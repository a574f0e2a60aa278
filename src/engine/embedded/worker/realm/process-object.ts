/** The `process` object as C++ makes it (src/node_process_object.cc); Node's library adds the rest. */
import type { Facts } from '../facts.ts';

/**
 * The class of `process`, which can be called as a function: Jest does. It is named by a property, because the build
 * shortens the names of variables.
 */
const PROCESS = { process: function () {} };

/** @param exitInfo the symbol under which Node's library keeps the exit code */
export function createProcessObject(
  facts: Facts,
  exitInfo: PropertyKey,
): Record<PropertyKey, unknown> & NodeJS.Process {
  const object = Object.create(PROCESS.process.prototype as object) as Record<PropertyKey, unknown> & NodeJS.Process;
  const define = (name: string, value: unknown) =>
    Object.defineProperty(object, name, { value, enumerable: true, configurable: false, writable: false });
  define('version', facts.version);
  Object.defineProperty(object, 'versions', {
    value: Object.freeze({ ...facts.versions }),
    enumerable: true,
    configurable: true,
    writable: false,
  });
  define('arch', 'x64');
  define('platform', 'linux');
  define('release', {
    name: 'node',
    lts: 'Krypton',
    sourceUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}.tar.gz`,
    headersUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}-headers.tar.gz`,
  });
  object[exitInfo] = new Int32Array(3);
  return object;
}
