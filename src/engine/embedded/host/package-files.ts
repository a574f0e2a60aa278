/** The paths of a project's files in the engine, and of the files of the package bundles that it uses. */
import type { Project } from '../../engine.ts';
import type { Assets, Manifest } from '../../shared/assets.ts';

export const directoryOf = (project: Project): string => project.directory ?? `/home/reader/${project.name}`;

/**
 * @param bundles the text of each package's bundle, in the order of `names`
 * @returns absolute path to contents
 */
export function packageFiles(
  project: Project,
  names: Iterable<string>,
  bundles: readonly string[],
): Record<string, string> {
  const files: Record<string, string> = {};
  [...names].forEach((name, index) => {
    const bundle = JSON.parse(bundles[index] ?? '{}') as Record<string, string>;
    for (const [path, contents] of Object.entries(bundle))
      files[`${directoryOf(project)}/node_modules/${name}/${path}`] = contents;
  });
  return files;
}

/**
 * @returns the files that the packages' code reads besides (PostgreSQL's WebAssembly): absolute path to contents
 * @throws Error when one could not be loaded
 */
export async function packageAssets(
  project: Project,
  names: Iterable<string>,
  assets: Assets,
  { packages }: Manifest,
): Promise<Record<string, Blob>> {
  const files = [...names].flatMap((name) =>
    Object.entries(packages[name]?.assets ?? {}).map(
      async ([path, file]) =>
        [`${directoryOf(project)}/node_modules/${name}/${path}`, await assets.inflated(file)] as const,
    ),
  );
  return Object.fromEntries(await Promise.all(files));
}
