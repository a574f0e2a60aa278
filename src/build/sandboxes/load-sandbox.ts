/** Reads a sandbox's folder and checks it: what the page, the recorder and the tests work with. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseHttpFile, type HttpBlock } from '../../sandbox/http-file.ts';
import { prepareAll, type PreparedRequest } from '../../sandbox/http-request.ts';
import { formatProblem, parseManifest, type Manifest, type Problem } from '../../sandbox/manifest.ts';
import type { Transcript } from '../../sandbox/transcript.ts';
import { checkImports } from './check-imports.ts';

export interface SandboxRequest {
  readonly block: HttpBlock;
  readonly request: PreparedRequest;
}

export interface Sandbox {
  readonly manifest: Manifest;
  /** Path to text, of every file that belongs to the program. */
  readonly files: Readonly<Record<string, string>>;
  /** The text of requests.http, if there is one. */
  readonly http: string | null;
  readonly requests: readonly SandboxRequest[];
  /** `null` until `npm run record` has run. */
  readonly transcript: Transcript | null;
}

/** The folder cannot be used; the message lists every problem, one a line. */
export class SandboxError extends Error {
  readonly problems: readonly Problem[];
  constructor(folder: string, problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(folder, problem)).join('\n'));
    this.name = 'SandboxError';
    this.problems = problems;
  }
}

/** Kept beside the program, not part of it. */
const NOT_PROGRAM = new Set(['transcript.json', 'check.js', 'requests.http', 'README.md']);
const NOT_PROGRAM_FOLDERS = new Set(['node_modules', 'solution']);

/** Names of all sandboxes below `root` (the repository), in alphabetical order. */
export function sandboxNames(root: string): string[] {
  const folder = join(root, 'sandboxes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'package.json')))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads and checks one sandbox.
 *
 * @param root the repository's folder
 * @param name the sandbox's name
 * @throws SandboxError with everything that is wrong
 */
export function loadSandbox(root: string, name: string): Sandbox {
  const folder = join(root, 'sandboxes', name);
  if (!existsSync(join(folder, 'package.json'))) {
    const known = sandboxNames(root);
    throw new SandboxError(name, [{ file: 'package.json', message: `there is no sandbox “${name}”; there are ${known.join(', ') || 'none yet'}` }]);
  }

  const listing = listFiles(folder);
  const parsed = parseManifest(readFileSync(join(folder, 'package.json'), 'utf8'), name, listing);
  if (!parsed.ok) throw new SandboxError(name, parsed.problems);
  const { manifest } = parsed;

  const problems: Problem[] = [];
  const files: Record<string, string> = {};
  for (const path of listing) {
    if (NOT_PROGRAM.has(path) && !manifest.files.includes(path)) continue;
    const contents = decode(readFileSync(join(folder, path)));
    if (contents === null) problems.push({ file: path, message: 'this is not UTF-8 text; a sandbox holds only text files' });
    else files[path] = contents;
  }
  problems.push(...checkImports(files, manifest));

  const http = listing.includes('requests.http') ? readFileSync(join(folder, 'requests.http'), 'utf8') : null;
  const requests = http === null ? [] : readRequests(http, problems);
  const transcript = readTranscript(join(folder, 'transcript.json'), problems);

  if (problems.length > 0) throw new SandboxError(name, problems);
  return { manifest, files, http, requests, transcript };
}

/** Files below the folder that could belong to the program, in alphabetical order, `/` between parts. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .filter((path) => !NOT_PROGRAM_FOLDERS.has(path.split('/')[0]!) && !path.split('/').some((part) => part.startsWith('.')))
    .sort();
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readRequests(http: string, problems: Problem[]): readonly SandboxRequest[] {
  const file = 'requests.http';
  const report = ({ line, message }: { line: number; message: string }) => problems.push({ file, field: `line ${line}`, message });
  const parsed = parseHttpFile(http);
  if (!parsed.ok) {
    parsed.errors.forEach(report);
    return [];
  }
  const { requests, errors } = prepareAll(parsed.file);
  errors.forEach(report);
  for (const { block } of requests) {
    if (block.title === '') report({ line: block.line, message: 'the request has no title; write “### What it does” above it' });
    if (block.name === null) report({ line: block.line, message: 'the request has no name; write “# @name shortName” above it' });
  }
  if (parsed.file.blocks.length === 0) report({ line: 1, message: 'the file holds no request; leave it out, or write one such as “GET http://localhost:3000/”' });
  return requests;
}

function readTranscript(path: string, problems: Problem[]): Transcript | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Transcript;
  } catch {
    problems.push({ file: 'transcript.json', message: 'this is not JSON; it is written by “npm run record”, never by hand' });
    return null;
  }
}
