/** Finds the command that starts a folder: a file that was named, the start script, `main`, or index.js. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCommand } from '../../src/engine/embedded/host/command.ts';
import { USAGE } from './options.ts';

/** @returns the folder's real path @throws Error with a sentence when there is no such folder */
export function readFolder(path: string, from: string): string {
  const folder = resolve(from, path);
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  if (!statSync(folder).isDirectory())
    throw new Error(`${folder} is a file. Name its folder, and the file with --entry:\n  ${USAGE}`);
  return realpathSync(folder);
}

/**
 * @returns a command of the form `node …`.
 * @throws Error with a sentence when the folder does not say what to start.
 */
export function findCommand(folder: string, entry: string | undefined): string {
  if (entry !== undefined) {
    if (!isFile(join(folder, entry)))
      throw new Error(`There is no file ${join(folder, entry)}, which --entry names. It is relative to the folder.`);
    return `node ${quote(entry)}`;
  }
  const { main, scripts } = readManifest(folder);
  const start = typeof scripts?.start === 'string' ? scripts.start.trim() : undefined;
  if (start !== undefined && isNodeCommand(start)) return start;
  if (typeof main === 'string' && isMain(folder, main)) return `node ${quote(main)}`;
  if (isFile(join(folder, 'index.js'))) return 'node index.js';
  const problem =
    start === undefined
      ? 'there is no start script in a package.json, no main in it and no index.js'
      : `its start script is “${start}”, and only commands of the form “node file.js” can be started`;
  throw new Error(`${folder} does not say what to start: ${problem}. Name the file with --entry server.js.`);
}

/** Whether the text is a single command of node with nothing for a shell to do. */
function isNodeCommand(text: string): boolean {
  return !/[|&;<>$`\n]/.test(text) && typeof parseCommand('start', text) !== 'string';
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** Whether Node finds a module at `main`, by LOAD_AS_FILE and LOAD_INDEX (nodejs.org/api/modules.html). */
const isMain = (folder: string, main: string): boolean =>
  [main, `${main}.js`, `${main}.json`, join(main, 'index.js')].some((path) => isFile(join(folder, path)));

const quote = (word: string): string => (/["'\s]/.test(word) ? `"${word}"` : word);

function readManifest(folder: string): { readonly main?: unknown; readonly scripts?: { readonly start?: unknown } } {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return {};
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { main?: unknown } | null) ?? {};
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}.`);
  }
}
