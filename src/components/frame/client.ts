/** What the frame does once the page is there: theme, place in the chapter, search keys. Small on purpose. */

const root = document.documentElement;
const base = root.dataset['base'] ?? '/';

// ---- light and dark

const toggle = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
if (toggle !== null) {
  const show = () => toggle.setAttribute('aria-pressed', String(root.dataset['theme'] === 'dark'));
  show();
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset['theme'] = root.dataset['theme'] === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('port3000-theme', root.dataset['theme']);
    } catch {
      // Storage is closed to this page; the choice lasts as long as the page.
    }
    show();
  });
}

// ---- the sheet with the book closes when a place in this page was chosen

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
}

// ---- an answer that is linked to is open

const openAnswer = () => {
  const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener('hashchange', openAnswer);
openAnswer();

// ---- settings: the rest is loaded when they are opened

const settings = document.querySelector<HTMLDialogElement>('#settings');
const settingsButton = document.querySelector<HTMLButtonElement>('[data-settings-open]');
if (settings !== null && settingsButton !== null) {
  settingsButton.hidden = false;
  settingsButton.addEventListener('click', () => {
    settings.showModal();
    void import('../../workbench/engine-settings.ts');
  });
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
    // At once: the next key may come before the rest has been loaded.
    dialog.querySelector('input')?.select();
    const { startSearch } = await import('./search-client.ts');
    startSearch(dialog, base);
  };
  searchButton.addEventListener('click', () => void openSearch());
  addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
    const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter =
      event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    void openSearch();
  });
}
