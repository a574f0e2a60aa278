/**
 * Runs graphs of ES modules as the browser's own: one module imports all others, and the browser links and runs them.
 */
import type { EventLoop } from '../loop/event-loop.ts';
import type { LinkErrors } from './link-errors.ts';
import { reachable, type ModuleRecord } from './module-record.ts';
import { RUNTIME, type ModuleTexts } from './module-texts.ts';
import { moduleUrl } from './module-url.ts';

export class NativeModules {
  readonly #loop: EventLoop;
  readonly #texts: ModuleTexts;
  readonly #linkErrors: LinkErrors;
  /** Ends, for each graph under way by its number, the operation that keeps the process alive until it is loaded. */
  readonly #loading = new Map<number, () => void>();
  #count = 0;

  constructor(loop: EventLoop, texts: ModuleTexts, linkErrors: LinkErrors) {
    this.#loop = loop;
    this.#texts = texts;
    this.#linkErrors = linkErrors;
  }

  /** @returns the namespace of the module, when it and all that it imports have run */
  async run(record: ModuleRecord, isEntry: boolean): Promise<object> {
    const count = (this.#count += 1);
    const end = this.#loop.begin();
    if (isEntry) this.#loop.held = true;
    this.#loading.set(count, () => {
      this.#loading.delete(count);
      if (isEntry) this.#loop.held = false;
      end();
    });
    try {
      const marker = moduleUrl(`${RUNTIME}.loaded(${count})`);
      // All modules of the graph, since any of them may be required later.
      const modules = [...reachable(record)].filter(
        (member) => member === record || (member.format === 'module' && member.evaluated === undefined),
      );
      const imports = modules
        .map((member, index) => `import * as n${index} from ${JSON.stringify(this.#texts.urlOf(member))};`)
        .join('');
      const entry = moduleUrl(
        `import ${JSON.stringify(marker)};${imports}export const namespaces=[${modules.map((_, index) => `n${index}`).join()}];`,
      );
      const { namespaces } = (await import(entry)) as { namespaces: object[] };
      modules.forEach((member, index) => (member.evaluated = namespaces[index]));
      return namespaces[0] as object;
    } catch (error) {
      throw this.#linkErrors.explain(error, record);
    } finally {
      this.#loading.get(count)?.();
    }
  }

  /** Called by the first module of a graph: the graph is loaded and starts to run. */
  loaded(count: number): void {
    this.#loading.get(count)?.();
  }
}
