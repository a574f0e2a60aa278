/**
 * The package.json of a free project: what it starts, and changes that keep the rest of it as it is. A chunk of its own,
 * which only the playground loads.
 */
import type { SandboxData } from '../sandbox-data.ts';
import type { FilesStore } from './files.ts';
import type { LogStore } from './log.ts';
import type { State } from './signal.ts';

export type Processes = SandboxData['processes'];

export interface ProjectFile {
  readonly processes: Processes;
  /** npm packages by name, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
}

export const PROJECT_FILE = 'package.json';

/** As the manifests of the book have it. */
const NAME = /^[a-z][a-z0-9-]*$/;
const COMMAND = /^node\s+[^\s'"][^'"`$&|;<>]*$/;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Before a start: takes the processes that the file names.
 *
 * @returns why there can be none, or `null`
 */
export function prepare(files: FilesStore, processes: State<Processes>, log: LogStore): string | null {
  const read = readProjectFile(files.has(PROJECT_FILE) ? files.text(PROJECT_FILE) : undefined);
  if ('problem' in read) return read.problem;
  processes.value = read.processes;
  log.expect(Object.keys(read.processes));
  return null;
}

/** @returns what the file says, or what is wrong with it, in a sentence that says what would be right */
export function readProjectFile(text: string | undefined): ProjectFile | { readonly problem: string } {
  const json = parse(text);
  if ('problem' in json) return json as { problem: string };
  const dependencies = isObject(json['dependencies']) ? json['dependencies'] : {};
  const sandbox = isObject(json['sandbox']) ? json['sandbox'] : {};
  const scripts = isObject(json['scripts']) ? json['scripts'] : {};
  const declared = sandbox['processes'] ?? { app: scripts['start'] };
  if (!isObject(declared) || Object.keys(declared).length === 0)
    return { problem: 'package.json: write "sandbox": { "processes": { "app": "node server.js" } }, or leave it out.' };
  const processes: Record<string, { command: string; env: Readonly<Record<string, string>> }> = {};
  for (const [name, value] of Object.entries(declared)) {
    const field = sandbox['processes'] === undefined ? 'scripts.start' : `the process “${name}”`;
    const problem = processProblem(name, isObject(value) ? value['command'] : value, field);
    if (problem !== null) return { problem };
    const { command, env = {} } = isObject(value) ? value : { command: value };
    if (!isObject(env) || !Object.values(env).every((each) => typeof each === 'string'))
      return { problem: `package.json, ${field}: the values of "env" are texts, such as { "PORT": "3001" }.` };
    processes[name] = { command: (command as string).trim(), env: env as Record<string, string> };
  }
  return {
    processes,
    dependencies: Object.fromEntries(
      Object.entries(dependencies).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

/** @returns what is wrong with a process, or `null` */
export function processProblem(name: string, command: unknown, field = `the process “${name}”`): string | null {
  if (!NAME.test(name)) return `package.json: a process is named in lower case, such as “worker”, and not “${name}”.`;
  if (typeof command !== 'string' || !COMMAND.test(command.trim()))
    return `package.json, ${field}: a process is started by node, without a shell: write “node server.js”.`;
  return null;
}

/** @returns the text with a package among its dependencies; without it when `version` is `null` */
export function withPackage(text: string, name: string, version: string | null): string {
  const { [name]: _, ...others } = objectAt(text, 'dependencies');
  const all = version === null ? others : { ...others, [name]: version };
  const sorted = Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
  return write({ ...(JSON.parse(text) as Json), dependencies: sorted });
}

/** @returns the text with these processes; one called “app” alone is what `npm start` runs */
export function withProcesses(text: string, processes: Processes): string {
  const json = JSON.parse(text) as Json;
  const entries = Object.entries(processes);
  const [[name, only] = []] = entries;
  if (entries.length === 1 && name === 'app' && only !== undefined && Object.keys(only.env).length === 0) {
    const { processes: _, ...sandbox } = objectAt(text, 'sandbox');
    const { sandbox: __, ...rest } = json;
    const scripts = { ...objectAt(text, 'scripts'), start: only.command };
    return write({ ...rest, scripts, ...(Object.keys(sandbox).length > 0 && { sandbox }) });
  }
  const declared = Object.fromEntries(
    entries.map(([each, { command, env }]) => [each, Object.keys(env).length === 0 ? command : { command, env }]),
  );
  return write({ ...json, sandbox: { ...objectAt(text, 'sandbox'), processes: declared } });
}

/** The file that a command runs; `null` when it names none. */
export function fileOf(command: string): string | null {
  const words = command.trim().split(/\s+/).slice(1);
  return words.find((word) => !word.startsWith('-'))?.replace(/^\.\//, '') ?? null;
}

function parse(text: string | undefined): Json {
  if (text === undefined)
    return {
      problem: 'There is no package.json: bring it back by Reset, or create it with { "type": "module" } in it.',
    };
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : { problem: 'package.json holds one object, such as { "type": "module" }.' };
  } catch (error) {
    return { problem: `package.json is not JSON: ${(error as Error).message}.` };
  }
}

function objectAt(text: string, field: string): Json {
  const value = (JSON.parse(text) as Json)[field];
  return isObject(value) ? value : {};
}

const write = (json: Json): string => `${JSON.stringify(json, null, 2)}\n`;
