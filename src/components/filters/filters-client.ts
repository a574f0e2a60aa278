/**
 * The filters of a list, whose values are in the address. Each field's name is that of a `data-` attribute of the
 * items. Without this script the page is the whole list.
 */
import { fits, queryOf, wantedBy, type Values } from './filter.ts';

const form = document.querySelector<HTMLFormElement>('[data-filters]')!;
const noun = form.dataset['filters']!;
const count = form.querySelector<HTMLElement>('[role="status"]')!;
const clear = form.querySelector<HTMLButtonElement>('[data-clear]')!;
const none = document.querySelector<HTMLElement>('[data-none]')!;
const items = [...document.querySelectorAll<HTMLElement>('[data-item]')];
const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')];
const fields = [...form.querySelectorAll('select')];

/** Shows the items that the fields want. */
function show(): void {
  const wanted: Values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  let shown = 0;
  for (const item of items) {
    item.hidden = !fits(item.dataset, wanted);
    if (!item.hidden) shown += 1;
  }
  for (const group of groups) group.hidden = group.querySelector('[data-item]:not([hidden])') === null;
  count.textContent = shown === items.length ? `${items.length} ${noun}` : `${shown} of ${items.length} ${noun}`;
  none.hidden = shown > 0;
  clear.hidden = queryOf(wanted) === '';
  const address = location.pathname + queryOf(wanted) + location.hash;
  if (address !== location.pathname + location.search + location.hash) history.replaceState(null, '', address);
}

/** Sets the fields as the address has them. */
function read(): void {
  const names = fields.map(({ name }) => name);
  const knows = (filter: string, value: string) =>
    fields.some(({ name, options }) => name === filter && [...options].some((option) => option.value === value));
  const wanted = wantedBy(names, location.search, knows);
  for (const field of fields) field.value = wanted[field.name]!;
  show();
}

function reset(): void {
  for (const field of fields) field.value = '';
  show();
  fields[0]!.focus();
}

form.addEventListener('change', show);
form.addEventListener('submit', (event) => event.preventDefault());
clear.addEventListener('click', reset);
none.querySelector('button')!.addEventListener('click', reset);
addEventListener('popstate', read);
form.hidden = false;
read();
