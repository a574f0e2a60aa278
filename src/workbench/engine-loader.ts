/** The one place where the workbench knows which engines there are; each is loaded when it is first wanted. */
import type { Engine } from '../engine/engine.ts';
import type { EngineId } from './stores/engine-preferences.ts';

const engines = new Map<EngineId, Promise<Engine>>();

/**
 * @param baseUrl where the engines' own files are, ending with `/`
 * @returns the engine of that kind, which all sandboxes of the page share; rejects when its code cannot be loaded
 */
export function loadEngine(id: EngineId, baseUrl: string): Promise<Engine> {
  let engine = engines.get(id);
  if (engine === undefined) {
    engine = create(id, baseUrl).catch((error: unknown) => {
      // The next Run may try again.
      engines.delete(id);
      throw error;
    });
    engines.set(id, engine);
  }
  return engine;
}

async function create(id: EngineId, baseUrl: string): Promise<Engine> {
  if (id === 'embedded') return (await import('../engine/embedded/engine.ts')).createEmbeddedEngine({ baseUrl });
  return (await import('../engine/webcontainer/engine.ts')).createWebContainerEngine({
    baseUrl,
    isolation: 'credentialless',
  });
}
