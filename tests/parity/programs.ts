/** The corpus: small programs that must print the same in real Node and in the embedded engine. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = join(import.meta.dirname, 'programs');
const ENTRY = /^main\.[cm]?[jt]s$/;
const PROGRAM = /\.[cm]?[jt]s$/;

export interface ParityProgram {
  /** `<area>/<name>`. */
  readonly id: string;
  /** The last part of the id: the name of the folder in which the program runs. */
  readonly name: string;
  /** Path of the file to start, relative to that folder. */
  readonly entry: string;
  /** Words between `node` and the entry; the first line `// node: --flag` of the entry gives them. */
  readonly options: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** npm packages that its package.json names: the engine's bundles, the repository's in real Node. */
  readonly dependencies: readonly string[];
}

/** Every program whose id contains `filter`, in order of their ids. */
export function parityPrograms(filter = ''): ParityProgram[] {
  return readdirSync(folder)
    .flatMap((area) =>
      readdirSync(join(folder, area), { withFileTypes: true }).map((item) =>
        item.isDirectory() ? folderProgram(area, item.name) : fileProgram(area, item.name),
      ),
    )
    .filter(({ id }) => id.includes(filter))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function fileProgram(area: string, file: string): ParityProgram {
  if (!PROGRAM.test(file))
    throw new Error(
      `tests/parity/programs/${area}/${file} is neither a program (.js, .mjs, .cjs, .ts and so on) nor a folder with a main file.`,
    );
  const name = file.replace(PROGRAM, '');
  const source = readFileSync(join(folder, area, file), 'utf8');
  return {
    id: `${area}/${name}`,
    name,
    entry: file,
    options: optionsOf(source),
    files: { [file]: source },
    dependencies: [],
  };
}

function folderProgram(area: string, name: string): ParityProgram {
  const root = join(folder, area, name);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(root, join(item.parentPath, item.name)));
  const entry = paths.find((path) => ENTRY.test(path));
  if (entry === undefined || !existsSync(join(root, entry)))
    throw new Error(
      `tests/parity/programs/${area}/${name} has no main file (main.js, .mjs, .cjs or the same with ts).`,
    );
  // node_modules is ignored by git; a program's own packages are kept under `packages/`.
  const files = Object.fromEntries(
    paths.map((path) => [path.replace(/^packages\//, 'node_modules/'), readFileSync(join(root, path), 'utf8')]),
  );
  return {
    id: `${area}/${name}`,
    name,
    entry,
    options: optionsOf(files[entry] ?? ''),
    files,
    dependencies: dependenciesOf(files['package.json']),
  };
}

const optionsOf = (source: string): string[] => /^\/\/ node: (.*)/.exec(source)?.[1]?.split(' ') ?? [];

function dependenciesOf(manifest = '{}'): string[] {
  return Object.keys((JSON.parse(manifest) as { dependencies?: Record<string, string> }).dependencies ?? {});
}
