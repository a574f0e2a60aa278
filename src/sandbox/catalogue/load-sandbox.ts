/** Reads a sandbox's folder and checks it, for the page, the recorder and the tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHttpFile, type HttpBlock } from '../http-file.ts';
import { prepareAll, type PreparedRequest } from '../http-request.ts';
import { formatProblem, parseManifest, type Manifest, type Problem } from '../manifest.ts';
import { PLOT_FOLDER } from '../plot.ts';
import type { Transcript } from '../transcript.ts';
import { checkImports } from './check-imports.ts';
import { readText } from './folder.ts';
import { CHECK_FILE, HINTS_FILE, loadExercise, SOLUTION_FOLDER, type Exercise } from './load-exercise.ts';
import { checkVersions } from './package-versions.ts';

export interface SandboxRequest {
  readonly block: HttpBlock;
  readonly request: PreparedRequest;
}

export interface Sandbox {
  readonly manifest: Manifest;
  /** The files of the program: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** The text of requests.http, if there is one. */
  readonly http: string | null;
  readonly requests: readonly SandboxRequest[];
  /** The recording; `null` until `npm run record` has run. */
  readonly transcript: Transcript | null;
  /** The further parts of an exercise; `null` for every other sandbox. */
  readonly exercise: Exercise | null;
}

/** The error of a folder that cannot be used; the message lists every problem, one a line. */
export class SandboxError extends Error {
  readonly problems: readonly Problem[];
  constructor(id: string, problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(id, problem)).join('\n'));
    this.name = 'SandboxError';
    this.problems = problems;
  }
}

/** Files that lie beside the program and are no part of it. */
const NOT_PROGRAM = new Set(['transcript.json', CHECK_FILE, HINTS_FILE, 'requests.http', 'README.md']);

/**
 * Reads and checks one sandbox.
 *
 * @param folder the sandbox's folder
 * @param id its id, such as `rate-limiting/boundary`
 * @param listing paths of its files
 * @param versions the packages that sandboxes may depend on: name to version
 * @throws SandboxError with everything that is wrong
 */
export function loadSandbox(
  folder: string,
  id: string,
  listing: readonly string[],
  versions: Readonly<Record<string, string>>,
): Sandbox {
  // Plots that the program has written where somebody has run it are no part of it.
  const program = listing.filter(
    (path) => ![`${SOLUTION_FOLDER}/`, PLOT_FOLDER].some((folder) => path.startsWith(folder)),
  );
  const parsed = parseManifest(readFileSync(join(folder, 'package.json'), 'utf8'), id, program);
  if (!parsed.ok) throw new SandboxError(id, parsed.problems);
  const { manifest } = parsed;

  const problems: Problem[] = checkVersions(manifest, versions);
  const files: Record<string, string> = {};
  for (const path of program) {
    if (NOT_PROGRAM.has(path) && !manifest.files.includes(path)) continue;
    const contents = readText(join(folder, path));
    if (contents === null)
      problems.push({ file: path, message: 'this is not UTF-8 text; a sandbox holds only text files' });
    else files[path] = contents;
  }
  problems.push(...checkImports(files, manifest));

  const http = listing.includes('requests.http') ? readFileSync(join(folder, 'requests.http'), 'utf8') : null;
  const requests = http === null ? [] : readRequests(http, problems);
  const transcript = readTranscript(join(folder, 'transcript.json'), problems);
  const exercise = loadExercise(folder, listing, manifest, files, problems);

  if (problems.length > 0) throw new SandboxError(id, problems);
  return { manifest, files, http, requests, transcript, exercise };
}

function readRequests(http: string, problems: Problem[]): readonly SandboxRequest[] {
  const file = 'requests.http';
  const report = ({ line, message }: { line: number; message: string }) =>
    problems.push({ file, field: `line ${line}`, message });
  const parsed = parseHttpFile(http);
  if (!parsed.ok) {
    parsed.errors.forEach(report);
    return [];
  }
  const { requests, errors } = prepareAll(parsed.file);
  errors.forEach(report);
  for (const { block } of requests) {
    if (block.title === '')
      report({ line: block.line, message: 'the request has no title; write “### What it does” above it' });
    if (block.name === null)
      report({ line: block.line, message: 'the request has no name; write “# @name shortName” above it' });
  }
  if (parsed.file.blocks.length === 0)
    report({
      line: 1,
      message: 'the file holds no request; leave it out, or write one such as “GET http://localhost:3000/”',
    });
  return requests;
}

function readTranscript(path: string, problems: Problem[]): Transcript | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Transcript;
  } catch {
    problems.push({
      file: 'transcript.json',
      message: 'this is not JSON; it is written by “npm run record”, never by hand',
    });
    return null;
  }
}
