/** Brings changes of requests in; loaded when there are some. */
import type { RequestChanges, RequestsStore } from './requests.ts';

/** A change of a request that the author has written anew or taken out becomes a request of the reader's own. */
export function restoreRequests(requests: RequestsStore, { changed, added }: RequestChanges): void {
  const lost: string[] = [];
  for (const { name, original, text } of changed) {
    const draft = requests.drafts.find((each) => each.name === name && each.original === original);
    if (draft === undefined) lost.push(text);
    else requests.edit(draft.id, text);
  }
  for (const text of [...lost, ...added]) requests.edit(requests.add(0).id, text);
}
