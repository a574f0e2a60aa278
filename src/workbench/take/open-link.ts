/** Opens the link that the page's address holds, in its sandbox. */
import type { SandboxStores } from '../stores/stores.ts';
import { readLink, splitFragment, type LinkResult } from './link.ts';
import { LinkStore } from './link-store.ts';

/**
 * @param id the id of the sandbox that it is opened in, which may be another than the link's
 * @returns `null` when the address holds no link
 */
export async function openLink(stores: SandboxStores, id: string, fragment: string): Promise<LinkStore | null> {
  const link = splitFragment(fragment);
  if (link === null) return null;
  const result: LinkResult =
    link.id === id
      ? await readLink(link.payload)
      : { ok: false, message: `This link is for a sandbox that this page does not have: ${link.id}.` };
  return new LinkStore(stores, result, () =>
    history.replaceState(history.state, '', location.pathname + location.search),
  );
}
