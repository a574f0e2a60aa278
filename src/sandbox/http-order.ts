/** The order in which the requests of a file are sent; each is prepared when it is its turn. */
import type { HttpBlock, HttpFile } from './http-file.ts';
import { resolveReference, type EarlierAnswer } from './http-reference.ts';
import { prepareRequest, type PrepareContext, type PrepareResult } from './http-request.ts';

/** A request of a file when it is its turn. */
export interface Turn {
  readonly block: HttpBlock;
  readonly prepared: PrepareResult;
}

/**
 * The requests of a file in the order in which they are sent, loops as often as they say. Each is made once the one
 * before it has been answered: `next` is given that answer, or `null` when there is none.
 */
export function* sendingOrder(file: HttpFile): Generator<Turn, void, EarlierAnswer | null> {
  const answers = new Map<string, EarlierAnswer>();
  const names = file.blocks.flatMap(({ name }) => name ?? []);
  const resolve: PrepareContext['resolve'] = (reference, name) => {
    const answer = answers.get(name);
    return answer === undefined ? null : resolveReference(reference, answer);
  };
  for (const block of file.blocks) {
    for (let index = 0; index < (block.loop ?? 1); index += 1) {
      const context: PrepareContext = { names, index, resolve };
      const answer = yield { block, prepared: prepareRequest(block, file.variables, context) };
      if (block.name !== null && answer !== null) answers.set(block.name, answer);
    }
  }
}
