/**
 * The search dialog's life: loads Pagefind on first use, asks it as the reader types, shows where each
 * result stands in the book. The input keeps the focus; arrows move the selection (ARIA combobox).
 */

import { WORD_END } from './word-end.ts';

interface Result {
  data(): Promise<{
    /** As the index has it: starting with `/`, without the site's base. */
    readonly raw_url?: string;
    readonly url: string;
    /** HTML in which only `<mark>` is markup. */
    readonly excerpt: string;
    readonly meta: Readonly<Record<string, string | undefined>>;
  }>;
}

interface Pagefind {
  options(options: {
    readonly baseUrl?: string;
    readonly excerptLength?: number;
    readonly ranking?: Readonly<Record<string, number>>;
  }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(
    query: string,
    options?: object,
    delay?: number,
  ): Promise<{ readonly results: readonly Result[] } | null>;
}

const SHOWN = 8;
const ADDED_SPACE = new RegExp(`${WORD_END}(</mark>)? ?`, 'g');
let started = false;

/**
 * @param dialog the open dialog
 * @param base the path the site is served under, ending with `/`
 */
export function startSearch(dialog: HTMLDialogElement, base: string): void {
  const input = dialog.querySelector<HTMLInputElement>('.search-input')!;
  if (started) return;
  started = true;

  const status = dialog.querySelector<HTMLElement>('.search-status')!;
  const list = dialog.querySelector<HTMLElement>('.search-results')!;
  let engine: Promise<Pagefind> | undefined;
  let selected = -1;

  const load = (): Promise<Pagefind> => {
    engine ??= loadPagefind(base).catch((error: unknown) => {
      // The next key may try again.
      engine = undefined;
      throw error;
    });
    return engine;
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
    if (query === '') return show([], '');
    try {
      const found = await (await load()).debouncedSearch(query, {}, 120);
      // A later key has asked again.
      if (found === null || query !== input.value.trim()) return;
      const results = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
      if (query !== input.value.trim()) return;
      const count = found.results.length;
      const message =
        count === 0
          ? `Nothing found for “${query}”.`
          : count > SHOWN
            ? `The best ${SHOWN} of ${count} places`
            : count === 1
              ? '1 place'
              : `${count} places`;
      show(
        results.map((result, index) => entry(result, index, base)),
        message,
      );
    } catch (error) {
      console.error(error);
      show(
        [],
        'The search index could not be loaded. It is part of the built site (“npm run build”); if this is one, check the connection.',
      );
    }
  };

  input.addEventListener('input', () => void search());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      select(selected + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      options()[selected]?.click();
    }
  });
  list.addEventListener('pointermove', (event) => {
    const option = event.target instanceof Element ? event.target.closest('.search-result') : null;
    const index = option === null ? -1 : options().indexOf(option as HTMLAnchorElement);
    if (index >= 0 && index !== selected) select(index);
  });
  list.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  load().catch(() => undefined);
  if (input.value !== '') void search();
}

async function loadPagefind(base: string): Promise<Pagefind> {
  const address = new URL(`${base}pagefind/pagefind.js`, location.href).href;
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.options({ baseUrl: '/', excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

function entry(result: Awaited<ReturnType<Result['data']>>, index: number, base: string): HTMLElement {
  const { meta, excerpt } = result;
  const link = element('a', 'search-result');
  link.href = base + (result.raw_url ?? result.url).replace(/^\//, '');
  link.id = `search-result-${index}`;
  link.role = 'option';
  link.tabIndex = -1;
  const title = element('span', 'search-title', meta['title'] ?? '');
  if (meta['kind'] === 'sandbox') title.append(element('span', 'search-kind', 'sandbox'));
  const text = element('span', 'search-excerpt');
  text.innerHTML = excerpt.replaceAll(ADDED_SPACE, '$1');
  link.append(element('span', 'search-place', `${meta['part'] ?? ''} › ${meta['chapter'] ?? ''}`), title, text);
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
