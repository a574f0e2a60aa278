/** The projects that the playground begins from, and what is special about them in the page. */
import { BUNDLED } from '../../sandbox/bundled-packages.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';
import { packageVersions } from '../../sandbox/catalogue/package-versions.ts';
import { PLAYGROUND } from '../../sandbox/sandbox-id.ts';

/** Names of the sandboxes in `sandboxes/playground/`, in the order in which they are offered; the first is the page itself. */
const NAMES = ['express', 'sqlite', 'typescript', 'node'] as const;

export interface StartingProject {
  /** Its sandbox's id. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Where it is, without the site's base. */
  readonly path: string;
}

/** @returns the projects in their order */
export function startingProjects(): readonly StartingProject[] {
  return NAMES.map((name, index) => {
    const id = `${PLAYGROUND}/${name}`;
    const { title, summary } = catalogue().sandbox(id).manifest;
    return { id, title, summary, path: index === 0 ? '/playground/' : `/playground/${name}/` };
  });
}

/** @returns the text of a package.json without the field by which the book shows it as a sandbox */
export function freeManifest(text: string): string {
  const { sandbox: _, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return `${JSON.stringify(rest, null, 2)}\n`;
}

/** @returns every package that readers can import, with its version */
export function bundledVersions(): Readonly<Record<string, string>> {
  const { root, dependencies } = catalogue();
  const versions = packageVersions(root);
  const names = dependencies.filter((name) => name in BUNDLED || name in versions);
  return Object.fromEntries(names.map((name) => [name, versions[name]!]));
}
