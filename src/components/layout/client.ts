/** The script of every page: theme, place in the chapter, search keys. It is small, since every page loads it. */

import { singleKeysWork } from '../../workbench/shared/single-keys.ts';

const root = document.documentElement;
const base = root.dataset['base'] ?? '/';

// ---- light and dark

const toggle = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
if (toggle !== null) {
  const show = () => {
    toggle.setAttribute('aria-pressed', String(root.dataset['theme'] === 'dark'));
    // The browser's own bars follow the page, not the system.
    const color = getComputedStyle(root).backgroundColor;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = color;
  };
  show();
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset['theme'] = root.dataset['theme'] === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('port3000-theme', root.dataset['theme']);
    } catch {
      // The browser gives this page no storage; the choice lasts as long as the page.
    }
    show();
  });
}

// ---- the sheet with the book closes when the reader has chosen a place in this page

const book = document.getElementById('book');
book?.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a') !== null && book.matches(':popover-open'))
    book.hidePopover();
});

// ---- the section being read

const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('[data-sections] a')].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter((heading) => heading !== null);
if (headings.length > 0) {
  let marked: HTMLAnchorElement | undefined;
  const mark = () => {
    const line = innerHeight * 0.3;
    const atEnd = scrollY + innerHeight >= document.body.scrollHeight - 4;
    const heading = atEnd
      ? headings.at(-1)
      : headings.findLast((candidate) => candidate.getBoundingClientRect().top <= line);
    const link = heading && links.get(heading.id);
    if (link === marked) return;
    marked?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    marked = link;
  };
  let planned = false;
  addEventListener(
    'scroll',
    () => {
      if (planned) return;
      planned = true;
      requestAnimationFrame(() => {
        planned = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
  const read = () => {
    void loadProgress();
    void loadOffline();
  };
  addEventListener('scroll', read, { once: true, passive: true });
}

// ---- what is kept for use without the network: loaded once the reader reads, or where something may be kept

async function loadOffline(): Promise<void> {
  try {
    await (await import('./offline/begin.ts')).beginOffline(base);
  } catch (error) {
    console.error(error);
  }
}
if (navigator.serviceWorker?.controller) void loadOffline();

// ---- progress: loaded when there is some, or once the reader reads

async function loadProgress(): Promise<void> {
  try {
    await (await import('./progress/begin.ts')).beginProgress(base);
  } catch (error) {
    console.error(error);
  }
}
try {
  if (localStorage.getItem('port3000.progress') !== null) void loadProgress();
} catch {
  // Storage is closed to this page, which has kept nothing.
}

// ---- an answer that is linked to is open

/** The element to which the fragment of the address leads, if any; the fragment can be any text. */
const linked = () => {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
};
const openAnswer = () => {
  const target = linked();
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener('hashchange', openAnswer);
openAnswer();

// ---- a place that is linked to stays in view, whatever grows above it, until the reader moves on

let reached: Element | null = null;
const reach = () => {
  reached = linked();
};
const leave = () => (reached = null);
for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) addEventListener(type, leave, { passive: true });
addEventListener('hashchange', reach);
// A link to the address that the page has already does not fire hashchange.
addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest<HTMLAnchorElement>('a[href]')?.hash === location.hash) reach();
});
reach();
new ResizeObserver(() => reached?.scrollIntoView({ behavior: 'instant' })).observe(document.body);

// ---- settings: the rest is loaded when they are opened

const settings = document.querySelector<HTMLDialogElement>('#settings');
const settingsButton = document.querySelector<HTMLButtonElement>('[data-settings-open]');
if (settings !== null && settingsButton !== null) {
  settingsButton.hidden = false;
  const openSettings = async () => {
    const place = settings.querySelector('engine-settings')!;
    if (customElements.get('engine-settings') === undefined) place.textContent = '';
    try {
      const [{ showReadingSettings }] = await Promise.all([
        import('./reading/settings.ts'),
        import('../../workbench/settings.ts'),
      ]);
      showReadingSettings();
    } catch (error) {
      console.error(error);
      place.textContent = 'The settings could not be loaded. Check the connection, then close and reopen the settings.';
    }
    if (!settings.open) settings.showModal();
  };
  settingsButton.addEventListener('click', () => void openSettings());
}

// ---- search: the rest is loaded when it is asked for

const dialog = document.querySelector<HTMLDialogElement>('#search');
const searchButton = document.querySelector<HTMLButtonElement>('[data-search-open]');
if (dialog !== null && searchButton !== null) {
  searchButton.hidden = false;
  const openSearch = async () => {
    if (dialog.open) return;
    book?.hidePopover();
    dialog.showModal();
    // The input is selected at once: the next key may come before the rest has been loaded.
    dialog.querySelector('input')?.select();
    await loadSearch();
  };
  const again = dialog.querySelector<HTMLElement>('.search-again')!;
  const loadSearch = async () => {
    again.hidden = true;
    try {
      const { startSearch } = await import('./search-client.ts');
      startSearch(dialog, base);
    } catch (error) {
      console.error(error);
      dialog.querySelector('.search-status')!.textContent = 'Search could not be loaded. Check the connection.';
      again.hidden = false;
    }
  };
  const retry = () => {
    if (again.hidden) return;
    dialog.querySelector('input')?.focus();
    void loadSearch();
  };
  again.addEventListener('click', retry);
  addEventListener('online', retry);
  searchButton.addEventListener('click', () => void openSearch());
  // Whoever goes back from a result finds the results again (search-kept.ts).
  const back = () => {
    if ((history.state as { readonly search?: unknown } | null)?.search !== undefined) void openSearch();
  };
  addEventListener('pageshow', back);
  addEventListener('popstate', back);
  dialog.addEventListener('keydown', (event) => {
    // Safari ends the composition of an input method before it tells of the key.
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
    // The first Escape would only empty the field; nor does it wait for the rest of the search to be loaded.
    event.preventDefault();
    dialog.close();
  });
  addEventListener('keydown', (event) => {
    const letter =
      event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!letter && !isSingleKey(event, '/')) return;
    event.preventDefault();
    void openSearch();
  });
}

// ---- copying of listings: loaded once the reader does something

if (document.querySelector('.prose pre.listing') !== null)
  for (const type of ['pointermove', 'touchstart', 'keydown', 'scroll'])
    addEventListener(
      type,
      () =>
        void import('./reading/copy-listings.ts')
          .then(({ addCopyButtons }) => addCopyButtons())
          .catch((error: unknown) => console.error(error)),
      { once: true, passive: true },
    );

// ---- the page before and the page after

addEventListener('keydown', (event) => {
  const relation = isSingleKey(event, 'n') ? 'next' : isSingleKey(event, 'p') ? 'prev' : undefined;
  if (relation === undefined || document.querySelector('dialog[open]') !== null) return;
  document.querySelector<HTMLAnchorElement>(`a[rel="${relation}"]`)?.click();
});

// ---- keyboard shortcuts: the list is loaded when it is asked for

const shortcutsButton = document.querySelector<HTMLButtonElement>('[data-shortcuts-open]');
const openShortcuts = async () => {
  const told = settings?.querySelector('.shortcuts-told');
  if (told) told.textContent = '';
  try {
    (await import('./shortcuts.ts')).showShortcuts();
  } catch (error) {
    console.error(error);
    if (settings?.open === false) settingsButton?.click();
    if (told) told.textContent = 'The list could not be loaded. Check the connection, then try again.';
  }
};
shortcutsButton?.addEventListener('click', () => void openShortcuts());
addEventListener('keydown', (event) => {
  if (isSingleKey(event, '?')) void openShortcuts();
});

/** Whether a key was pressed by itself, not as a part of what the reader types, and single keys are wanted. */
function isSingleKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent, wanted: string): boolean {
  const typing = target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
  return key === wanted && !typing && !ctrlKey && !metaKey && !altKey && singleKeysWork();
}
