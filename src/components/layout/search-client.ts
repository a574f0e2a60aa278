/**
 * Runs the search dialog: loads Pagefind on first use, asks it as the reader types, and shows where each result is in
 * the book. The input keeps the focus; arrows move the selection (ARIA combobox).
 */

import { adoptStyle } from '../../workbench/shared/adopt-style.ts';
import { find, type Findings, type Found, type Ids, type Index, type Pagefind, type Planned } from './search-find.ts';
import { KINDS, withoutOperatorWords, type Kind } from './search-words.ts';
import { keepSearch, takeSearch } from './search-kept.ts';
import { KIND_NAMES, kindChoice } from './search-kinds.ts';
import style from './search-results.css?inline';
import { WORD_END } from './word-end.ts';

adoptStyle(style);

/** How long the reader is given to type on, in milliseconds. */
const PAUSE = 120;
const ADDED_SPACE = new RegExp(`${WORD_END}(</mark>)? ?`, 'g');
let started = false;

/**
 * @param dialog the open dialog
 * @param base the path the site is served under, ending with `/`
 */
export function startSearch(dialog: HTMLDialogElement, base: string): void {
  const input = dialog.querySelector<HTMLInputElement>('.search-input')!;
  if (started) {
    dialog.dispatchEvent(new Event('search-again'));
    return;
  }
  started = true;

  const status = dialog.querySelector<HTMLElement>('.search-status')!;
  const again = dialog.querySelector<HTMLElement>('.search-again')!;
  const list = dialog.querySelector<HTMLElement>('.search-results')!;
  const kinds = kindChoice(() => void search());
  status.before(kinds.element);
  let index: Promise<Index> | undefined;
  let selected = -1;

  const load = (): Promise<Index> => {
    index ??= loadIndex(base).catch((error: unknown) => {
      // The next key may try again.
      index = undefined;
      throw error;
    });
    return index;
  };

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('.search-result')];

  const select = (index: number) => {
    const all = options();
    selected = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute('aria-selected', String(at === selected)));
    const option = all[selected];
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  };

  const show = (entries: readonly HTMLElement[], message: string) => {
    list.replaceChildren(...entries);
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', String(entries.length > 0));
    status.textContent = message;
    select(0);
  };

  const search = async () => {
    const query = input.value.trim();
    const kind = kinds.chosen;
    if (query === '') {
      kinds.show(undefined);
      return show([], '');
    }
    again.hidden = true;
    // A later key, or another kind, asks again.
    const late = () => query !== input.value.trim() || kind !== kinds.chosen;
    try {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (late()) return;
      const found = await find(await load(), query, kind);
      if (late()) return;
      kinds.show(found.places.length === 0 && kind === undefined ? undefined : found.counts);
      show(
        [
          ...found.planned.map((chapter, index) => plannedEntry(chapter, index, base)),
          ...found.places.map((place, index) => entry(place, found.planned.length + index, base)),
        ],
        messageOf(found, query, kind),
      );
    } catch (error) {
      console.error(error);
      kinds.show(undefined);
      show(
        [],
        navigator.onLine
          ? 'The search index could not be loaded. It is part of the built site (“npm run build”); if this is one, check the connection.'
          : 'There is no network, and the full text is not kept in this browser. It can be searched once you keep the whole book (settings).',
      );
      again.hidden = false;
    }
  };

  /** Searches for what the field has, or for what was searched before the reader went to a result and came back. */
  const open = () => {
    const kept = takeSearch();
    if (kept === undefined) return void search();
    input.value = kept.query;
    kinds.choose(KINDS.find((kind) => kind === kept.kind));
    void search().then(() => select(kept.selected));
  };

  dialog.addEventListener('search-again', open);
  input.addEventListener('input', () => void search());
  input.addEventListener('keydown', (event) => {
    // These keys choose among an input method's candidates. Safari ends the composition before it tells of the key.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      select(selected + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !event.isComposing) {
      // Enter that ends an input method's composition opens nothing.
      event.preventDefault();
      options()[selected]?.click();
    }
  });
  kinds.element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    // The key would submit the field's form, which closes the dialog.
    event.preventDefault();
    input.focus();
  });
  list.addEventListener('pointermove', (event) => {
    const option = event.target instanceof Element ? event.target.closest('.search-result') : null;
    const index = option === null ? -1 : options().indexOf(option as HTMLAnchorElement);
    if (index >= 0 && index !== selected) select(index);
  });
  list.addEventListener('click', (event) => {
    // With a key that opens it elsewhere, the search stays for the next one.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const index = options().findIndex((option) => option.contains(event.target as Node));
    keepSearch({ query: input.value, kind: kinds.chosen ?? null, selected: index });
    dialog.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  load().catch(() => undefined);
  open();
}

/** How often Pagefind could not be fetched. */
let failures = 0;

async function loadIndex(base: string): Promise<Index> {
  const beside = async (name: string): Promise<unknown> => {
    const response = await fetch(`${base}pagefind/${name}.json`);
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}.`);
    return response.json();
  };
  const [pagefind, ids, plan] = await Promise.all([loadPagefind(base), beside('kinds'), beside('plan')]);
  return { pagefind, ids: ids as Ids, plan: plan as readonly Planned[] };
}

async function loadPagefind(base: string): Promise<Pagefind> {
  // A browser that could not fetch a module once fetches it again under another address only.
  const again = failures === 0 ? '' : `?again=${failures}`;
  const address = new URL(`${base}pagefind/pagefind.js${again}`, location.href).href;
  const pagefind = await (import(/* @vite-ignore */ address) as Promise<Pagefind>).catch((error: unknown) => {
    failures += 1;
    throw error;
  });
  await pagefind.options({ baseUrl: '/', excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

function messageOf({ places, planned, count, some }: Findings, query: string, kind: Kind | undefined): string {
  if (places.length === 0)
    return planned.length === 0
      ? `Nothing found for “${query}”${kind === undefined ? '' : ` among ${KIND_NAMES[kind][0].toLowerCase()}`}.`
      : `“${query}” belongs to chapters that are not written yet:`;
  const also = planned.length === 0 ? '' : ', and chapters that are not written yet';
  if (some) return `No place has all of these words; these places have some of them${also}`;
  if (count > places.length) return `The best ${places.length} of ${count} places${also}`;
  return `${count === 1 ? '1 place' : `${count} places`}${also}`;
}

function entry({ meta, excerpt, raw_url: path, url }: Found, index: number, base: string): HTMLElement {
  const text = element('span', 'search-excerpt');
  text.innerHTML = excerpt.replaceAll(ADDED_SPACE, '$1');
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) nodes.currentNode.nodeValue = withoutOperatorWords(nodes.currentNode.nodeValue ?? '');
  // The index marks words up to the next space, so with the sign that ends a sentence.
  for (const mark of text.querySelectorAll('mark')) {
    const word = mark.textContent.replace(/(?<=.)[.,:;]+$/, '');
    mark.after(mark.textContent.slice(word.length));
    mark.textContent = word;
  }
  const address = base + (path ?? url).replace(/^\//, '');
  const kind = KINDS.find((known) => known === meta['kind']) ?? 'prose';
  const place = `${meta['part'] ?? ''} › ${meta['chapter'] ?? ''}`;
  return option(address, index, place, meta['title'] ?? '', KIND_NAMES[kind][1], text);
}

/** The result for a planned chapter: it leads to the contents, which name the chapters to come. */
function plannedEntry({ number, title, part }: Planned, index: number, base: string): HTMLElement {
  return option(`${base}contents/`, index, `${part} › ${number}`, title, 'not written yet');
}

function option(
  address: string,
  index: number,
  place: string,
  name: string,
  kind: string,
  text?: HTMLElement,
): HTMLElement {
  const link = element('a', 'search-result');
  link.href = address;
  link.id = `search-result-${index}`;
  link.role = 'option';
  link.tabIndex = -1;
  const title = element('span', 'search-title', name);
  if (kind !== '') title.append(element('span', 'search-kind', kind));
  link.append(element('span', 'search-place', place), title, ...(text === undefined ? [] : [text]));
  return link;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  created.className = className;
  created.textContent = text;
  return created;
}
