/** The words after `npm run sandbox --`. */
import type { WireFormat } from '../../src/engine/wire-text.ts';

export interface PublishedPort {
  /** The port on which the program listens, in the engine. */
  readonly port: number;
  /** The port on this machine. */
  readonly host: number;
}

export interface SandboxOptions {
  readonly folder: string;
  /** The file to start, relative to the folder. */
  readonly entry: string | undefined;
  readonly publish: readonly PublishedPort[];
  /** How bytes on the virtual network are shown; undefined when they are not. */
  readonly tap: WireFormat | undefined;
  /** The program's arguments: process.argv from the third word on. */
  readonly args: readonly string[];
}

export const USAGE =
  'npm run sandbox -- <folder> [--entry file] [--publish port[:host port]] [--tap text|hex] [-- arguments]';

const EXAMPLES: Readonly<Record<string, string>> = {
  '--entry': '--entry server.js',
  '--publish': '--publish 3000',
  '-p': '-p 3000',
  '--tap': '--tap text',
};

/** @throws Error with a sentence that says what is wrong with the words and what would be right. */
export function readSandboxOptions(words: readonly string[]): SandboxOptions {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  const folders: string[] = [];
  const publish: PublishedPort[] = [];
  let entry: string | undefined;
  let tap: WireFormat | undefined;
  for (let index = 0; index < own.length; index += 1) {
    const word = own[index] ?? '';
    if (!word.startsWith('-')) {
      folders.push(word);
      continue;
    }
    const [name = '', inline] = word.split(/=(.*)/s);
    if (name !== '--entry' && name !== '--publish' && name !== '-p' && name !== '--tap') {
      throw new Error(
        `“${word}” is not an option here. Arguments for the program come after a second “--”:\n  ${USAGE}`,
      );
    }
    const value = inline ?? own[(index += 1)];
    if (value === undefined || value === '') throw new Error(`${name} needs a value, such as ${EXAMPLES[name]}.`);
    if (name === '--entry') entry = value;
    else if (name === '--tap') tap = readFormat(value);
    else publish.push(readPublished(value));
  }
  const [folder] = folders;
  if (folder === undefined) throw new Error(`Which folder? Write:\n  ${USAGE}`);
  if (folders.length > 1)
    throw new Error(
      `One folder at a time, but there are ${folders.length}: ${folders.join(', ')}. Arguments for the program come after a second “--”:\n  ${USAGE}`,
    );
  return { folder, entry, publish, tap, args: end < 0 ? [] : words.slice(end + 1) };
}

function readFormat(text: string): WireFormat {
  if (text !== 'text' && text !== 'hex')
    throw new Error(`“${text}” is no way to show bytes: write --tap text or --tap hex.`);
  return text;
}

function readPublished(text: string): PublishedPort {
  const [port, host] = text.split(':').map(Number);
  const good = (value: number | undefined): value is number =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
  if (!/^\d+(:\d+)?$/.test(text) || !good(port) || !(host === undefined || good(host))) {
    throw new Error(
      `“${text}” is not a port: write a number from 1 to 65535, or two with a colon between them, as in --publish 3000:8080 (the program's port, then this machine's).`,
    );
  }
  return { port, host: host ?? port };
}
