/**
 * A reader's changes as the fragment of an address: `#open=rate-limiting/boundary~1~…`, the sandbox's id, the version
 * of the form, and JSON, deflated, as base64url. A fragment is not sent to any server. What comes in one can be
 * anybody's: it is read with limits, and nothing of it is more than text.
 */
import { AUTHOR_PANES, type AuthorPane } from '../../sandbox/panes.ts';
import { fileNameProblem } from '../panes/files/file-names.ts';
import type { SandboxData } from '../sandbox-data.ts';
import type { FileChanges, FilesStore } from '../stores/files.ts';
import type { PanesStore } from '../stores/panes.ts';
import type { RequestChanges, RequestsStore } from '../stores/requests.ts';
import { versionOf } from '../stores/version-of.ts';
import { deflated } from './deflated.ts';

const VERSION = 1;
/** Characters of an address that is handed on: chats and mail programs cut what is much longer. */
export const LINK_LIMIT = 30_000;
/** Characters of a fragment that is read. */
const READ_LIMIT = 200_000;
/** Bytes that it may become when it is inflated. */
const INFLATED_LIMIT = 1_000_000;
const MOST_FILES = 100;
const MOST_REQUESTS = 200;

/** What a link holds. */
export interface LinkContents {
  readonly files: FileChanges;
  readonly requests: RequestChanges;
  /** Panes that are open by somebody's wish. */
  readonly panes: readonly AuthorPane[];
  /** The author's files when the link was made: `versionOf` them. */
  readonly version: string;
}

/** What of a sandbox a link can hold. */
export interface Linkable {
  readonly data: Pick<SandboxData, 'files'>;
  readonly files: FilesStore;
  readonly requests: RequestsStore;
  readonly panes: PanesStore;
}

export type LinkResult =
  { readonly ok: true; readonly contents: LinkContents } | { readonly ok: false; readonly message: string };

/** @returns the fragment of a sandbox as the reader has it, without the sandbox's id */
export async function writeLink({ data, files, panes, requests }: Linkable): Promise<string> {
  const { texts, removed } = files.changes ?? { texts: {}, removed: [] };
  const contents = {
    files: texts,
    removed,
    requests: requests.changes ?? { changed: [], added: [] },
    panes: AUTHOR_PANES.filter((id) => panes.isOpen(id)),
    version: versionOf(data.files),
  };
  return `${VERSION}~${base64Url(await deflated(JSON.stringify(contents)))}`;
}

/** @param id the sandbox's @param payload from `writeLink` @returns the page's address with the link */
export function addressOf(page: string, id: string, payload: string): string {
  const url = new URL(page);
  url.hash = `open=${id}~${payload}`;
  return url.href;
}

/** @returns the id of the sandbox that a fragment is for, and the rest; `null` when it is no link of ours */
export function splitFragment(fragment: string): { readonly id: string; readonly payload: string } | null {
  const match = /^#open=([a-z\d-]+\/[a-z\d-]+)(?:~(.*))?$/s.exec(fragment);
  return match === null ? null : { id: match[1]!, payload: match[2] ?? '' };
}

const DAMAGED = 'This link is damaged: a part of it may have been cut off.';

/** Reads what `writeLink` has written, or anything else. */
export async function readLink(payload: string): Promise<LinkResult> {
  if (payload.length > READ_LIMIT)
    return refused('This link is too long: it holds more than a sandbox’s changes can be.');
  const [version = '', packed = ''] = payload.split('~');
  if (/^\d+$/.test(version) && Number(version) > VERSION)
    return refused('This link was made by a newer version of this book, which this page cannot read. Reload the page.');
  if (version !== String(VERSION)) return refused(DAMAGED);
  let text: string | null;
  try {
    text = await inflated(bytesOf(packed));
  } catch {
    return refused(DAMAGED);
  }
  if (text === null) return refused('This link is too large: what it holds is more than a sandbox’s changes can be.');
  try {
    const contents = contentsOf(JSON.parse(text));
    return contents === null ? refused(DAMAGED) : { ok: true, contents };
  } catch {
    return refused(DAMAGED);
  }
}

const refused = (message: string): LinkResult => ({
  ok: false,
  message: `${message} What you see is the book’s own version, or yours.`,
});

/** @returns `null` when something in it is not what a link holds */
function contentsOf(json: unknown): LinkContents | null {
  if (!isRecord(json) || !isRecord(json['requests'])) return null;
  const { files, removed, panes, version } = json;
  const { changed, added } = json['requests'];
  if (!isRecord(files) || !isTexts(removed) || !isTexts(panes) || !isTexts(added) || typeof version !== 'string')
    return null;
  if (!Array.isArray(changed) || !changed.every(isChange)) return null;
  const paths = [...Object.keys(files), ...removed];
  if (paths.length > MOST_FILES || changed.length + added.length > MOST_REQUESTS) return null;
  if (!isTexts(Object.values(files)) || paths.some((path) => fileNameProblem(path, () => false) !== null)) return null;
  return {
    files: { texts: files as Record<string, string>, removed },
    requests: { changed: changed.map(({ name, original, text }) => ({ name, original, text })), added },
    panes: AUTHOR_PANES.filter((id) => panes.includes(id)),
    version,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isChange = (value: unknown): value is RequestChanges['changed'][number] =>
  isRecord(value) && isTexts([value['name'], value['original'], value['text']]);

/** @returns `null` when it becomes too large: a few bytes can become gigabytes */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > INFLATED_LIMIT) {
      // It has ended by our wish: what its other end says of that is of no interest.
      reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}
