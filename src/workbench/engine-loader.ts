/** The one place where the workbench knows which engine there is; loads it on the first intent. */
import type { Engine } from '../engine/engine.ts';

let engine: Promise<Engine> | null = null;

/**
 * @param baseUrl where the engine's own files are, ending with `/`
 * @returns the engine all sandboxes of the page share; rejects when its code cannot be loaded
 */
export function loadEngine(baseUrl: string): Promise<Engine> {
  engine ??= import('../engine/embedded/engine.ts')
    .then(({ createEmbeddedEngine }) => createEmbeddedEngine({ baseUrl }))
    .catch((error: unknown) => {
      // The next Run may try again.
      engine = null;
      throw error;
    });
  return engine;
}
