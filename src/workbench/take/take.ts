/** What takes a sandbox along: a zip, a link. Loaded when it is asked for. */
import type { SandboxData } from '../sandbox-data.ts';
import { saveFile } from '../shared/save-file.ts';
import type { FilesStore } from '../stores/files.ts';
import type { SandboxStores } from '../stores/stores.ts';
import { folderOf, httpOf } from './folder.ts';
import { addressOf, LINK_LIMIT, writeLink } from './link.ts';
import { zip } from './zip.ts';

/** Hands the sandbox, as the reader has it, to the browser as a zip. @returns what has become of it, in a sentence */
export async function download({ data, files, requests }: SandboxStores): Promise<string> {
  const name = `port3000-${data.name}`;
  const processes = await processesOf(data, files);
  const folder = Object.entries(folderOf({ ...data, processes }, files.contents, httpOf(requests, data.http)));
  saveFile(`${name}.zip`, await zip(Object.fromEntries(folder.map(([path, text]) => [`${name}/${path}`, text]))));
  return `${name}.zip is handed to your browser.`;
}

/** @returns what the sandbox starts; a project of the playground says so in the reader's own package.json */
export async function processesOf(
  { free, processes }: Pick<SandboxData, 'free' | 'processes'>,
  files: FilesStore,
): Promise<SandboxData['processes']> {
  if (free === undefined) return processes;
  const { PROJECT_FILE, readProjectFile } = await import('../stores/project-file.ts');
  const read = readProjectFile(files.has(PROJECT_FILE) ? files.text(PROJECT_FILE) : undefined);
  return 'problem' in read ? processes : read.processes;
}

/** What has become of a link. */
export interface Linked {
  readonly sentence: string;
  /** The address where the browser did not let it be copied: the reader does that. */
  readonly address?: string;
}

/** Copies an address that holds the reader's changes. */
export async function copyLink(stores: SandboxStores, id: string): Promise<Linked> {
  const address = addressOf(location.href, id, await writeLink(stores));
  if (address.length > LINK_LIMIT)
    return {
      sentence: `Your changes are too much for a link: it would have ${address.length.toLocaleString('en')} characters, and many programs cut what is longer than ${LINK_LIMIT.toLocaleString('en')}. Hand on the zip.`,
    };
  try {
    await navigator.clipboard.writeText(address);
    const none = stores.files.changes === null && stores.requests.changes === null;
    const holds = none
      ? 'You have changed nothing: it opens the book’s own version.'
      : 'It holds your changes; nothing was sent.';
    return { sentence: `The link is copied. ${holds}` };
  } catch {
    return { sentence: 'The browser did not let it be copied. Copy it from here:', address };
  }
}
