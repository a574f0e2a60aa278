/** The filters of the gallery, whose values are in the address. Without this script the page is the whole list. */
import { FILTERS, fits, queryOf, wantedBy, type FilterName, type Offered } from './filter.ts';

const form = document.querySelector<HTMLFormElement>('[data-filters]')!;
const count = form.querySelector<HTMLElement>('[role="status"]')!;
const clear = form.querySelector<HTMLButtonElement>('[data-clear]')!;
const none = document.querySelector<HTMLElement>('[data-none]')!;
const items = [...document.querySelectorAll<HTMLElement>('[data-topic]')];
const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')];
const fieldOf = (filter: FilterName) => form.elements.namedItem(filter) as HTMLSelectElement;

/** Shows the sandboxes that the fields want. */
function show(): void {
  const wanted = { package: fieldOf('package').value, topic: fieldOf('topic').value, kind: fieldOf('kind').value };
  let shown = 0;
  for (const item of items) {
    const { package: packages = '', topic = '', kind = '' } = item.dataset;
    const offered: Offered = { package: packages, topic, kind };
    item.hidden = !fits(offered, wanted);
    if (!item.hidden) shown += 1;
  }
  for (const group of groups) group.hidden = group.querySelector('[data-topic]:not([hidden])') === null;
  count.textContent = shown === items.length ? `${items.length} sandboxes` : `${shown} of ${items.length} sandboxes`;
  none.hidden = shown > 0;
  clear.hidden = queryOf(wanted) === '';
  const address = location.pathname + queryOf(wanted) + location.hash;
  if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
}

/** Sets the fields as the address has them. */
function read(): void {
  const knows = (filter: FilterName, value: string) =>
    [...fieldOf(filter).options].some((option) => option.value === value);
  const wanted = wantedBy(location.search, knows);
  for (const filter of FILTERS) fieldOf(filter).value = wanted[filter];
  show();
}

function reset(): void {
  for (const filter of FILTERS) fieldOf(filter).value = '';
  show();
}

form.addEventListener('change', show);
form.addEventListener('submit', (event) => event.preventDefault());
clear.addEventListener('click', () => {
  reset();
  fieldOf('package').focus();
});
none.querySelector('button')!.addEventListener('click', () => {
  reset();
  fieldOf('package').focus();
});
addEventListener('popstate', read);
form.hidden = false;
read();
