/** The program that the frame gets to start a process, with the files of the project and parts of the engine. */
import type { BootOptions, Project } from '../../engine.ts';
import type { Assets, Manifest } from '../../shared/assets.ts';
import type { Program } from '../protocol/programs.ts';
import type { NodeCommand } from './command.ts';
import { allOf, needsOf, type Needs } from './needs.ts';
import { directoryOf, packageAssets, packageFiles } from './package-files.ts';

/** Builtins that `node --test` requires besides those that its files mention. */
const TEST_RUNNER = ['test', 'internal/test_runner/runner', 'internal/tty', 'child_process', 'internal/fs/glob', 'v8'];

export interface StartParts {
  readonly project: Project;
  readonly options: BootOptions;
  readonly assets: Assets;
  readonly manifest: Manifest;
  /** The project's files as they are now: path in the project to contents. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** Whether the session's processes have others to share their files with, even if they start none. */
export const isShared = (project: Project): boolean => Object.keys(project.processes).length > 1;

/**
 * The files of the engine that the command needs, with the project's files as they are now.
 * @param also parts that earlier starts turned out to need besides
 */
export function needsOfStart(parts: StartParts, { execArgv, env }: NodeCommand, also: ReadonlySet<string>): Needs {
  const { project, options, manifest, files } = parts;
  const current: Project = { ...project, files: Object.fromEntries(files) };
  // The parts that a tree of packages needs are not known before it runs, and a second start would be seen.
  if (options.tree) return allOf(current, manifest, also);
  const takesOptions =
    execArgv.length > 0 || Object.keys(env).some((name) => name.startsWith('NODE_')) || options.preload !== undefined;
  return needsOf(
    current,
    manifest,
    new Set([
      ...also,
      ...(execArgv.includes('--test') ? TEST_RUNNER : []),
      ...(isShared(project) ? ['extension:files'] : []),
      ...(takesOptions ? ['extension:options'] : []),
    ]),
  );
}

/**
 * @param loaded chunks of the library that the process has already
 * @returns the program, and the kernel's part when the program needs it
 * @throws Error when a file of the engine could not be loaded
 */
export async function programOf(
  { project, options, assets, manifest, files: own }: StartParts,
  pid: number,
  command: NodeCommand,
  needs: Needs,
  loaded: ReadonlySet<string> = new Set(),
): Promise<{ program: Program; part: string | undefined }> {
  const cwd = directoryOf(project);
  const { preload, tree, exactOutput, watch, keepDatabases } = options;
  const chunks = [...needs.chunks].filter((chunk) => !loaded.has(chunk));
  const [library, extensions, bundles, packed, wasm, part] = await Promise.all([
    Promise.all(chunks.map((chunk) => assets.text(manifest.library[chunk] ?? ''))),
    Promise.all([...needs.extensions].map((name) => assets.text(manifest.extensions[name] ?? ''))),
    Promise.all([...needs.packages].map((name) => assets.text(manifest.packages[name]?.file ?? ''))),
    packageAssets(project, needs.packages, assets, manifest),
    Promise.all([...needs.wasm].map(async (name) => [name, await assets.bytes(manifest.wasm[name])] as const)),
    needs.extensions.has('files') ? assets.text(manifest.part) : undefined,
  ]);
  const files: Record<string, string | Uint8Array | Blob> = {
    ...packageFiles(project, needs.packages, bundles),
    ...packed,
  };
  for (const [path, contents] of own) files[`${cwd}/${path}`] = contents;
  const program: Program = {
    pid,
    ppid: 1,
    cwd,
    execArgv: preload === undefined ? command.execArgv : [`--import=${cwd}/${preload}`, ...command.execArgv],
    argv: command.argv,
    env: { HOME: '/home/reader', PATH: '/usr/local/bin:/usr/bin:/bin', PWD: cwd, LANG: 'C.UTF-8', ...command.env },
    exactOutput,
    watch: watch?.map((folder) => `${cwd}/${folder}`),
    keepDatabases,
    files,
    ...(tree && { tree }),
    image: { library, extensions, wasm: Object.fromEntries(wasm) },
    packages: tree ? null : Object.keys(manifest.packages),
  };
  return { program, part };
}
