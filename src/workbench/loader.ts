/**
 * The only code of the workbench that every chapter loads. Waits until the reader shows intent (the
 * pointer or the focus on a sandbox, a click, or, on a fast connection and once they have begun to
 * read, a sandbox coming near), then loads the rest and repeats the click that came too early.
 */
const ELEMENTS = 'live-sandbox, port-send, port-predict';

interface NetworkInformation {
  readonly effectiveType?: string;
  readonly saveData?: boolean;
}

const elementOf = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(ELEMENTS) : null;

/** Resolves when the pointer is up again and its click has been told. */
let released = Promise.resolve();

function onPress(): void {
  released = new Promise((resolve) => {
    for (const type of ['pointerup', 'pointercancel'])
      addEventListener(type, () => setTimeout(resolve), { once: true, capture: true });
  });
}

async function activate(element: HTMLElement): Promise<typeof import('./workbench.ts') | null> {
  try {
    const [workbench] = await Promise.all([import('./workbench.ts'), bringData()]);
    await workbench.activate(element, () => released);
    return workbench;
  } catch (error) {
    const status = statusOf(element);
    delete status.dataset['phase'];
    status.textContent = 'could not be loaded: check the connection and press again';
    // When the network is back it is there before the reader presses.
    addEventListener('online', () => void activate(element), { once: true });
    console.error(error);
    return null;
  }
}

/** Resolves when the page's sandboxes have what they keep in a file of their own. */
let data: Promise<void> | null = null;

function bringData(): Promise<void> {
  return (data ??= fillIn().catch((error: unknown) => {
    data = null;
    throw error;
  }));
}

async function fillIn(): Promise<void> {
  const boxes = document.querySelectorAll<HTMLElement>('live-sandbox[data-from]');
  const from = boxes[0]?.dataset['from'];
  if (from === undefined) return;
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
  const all = (await answer.json()) as Record<string, unknown>;
  for (const box of boxes) box.querySelector('script')!.textContent = JSON.stringify(all[box.dataset['name']!]);
}

/** Where an element says what it is about; a button inside a sentence has no such place before it works. */
function statusOf(element: HTMLElement): HTMLElement {
  const status = element.querySelector<HTMLElement>('[role="status"]');
  if (status !== null) return status;
  const added = document.createElement('span');
  added.className = 'port-send-outcome';
  added.setAttribute('role', 'status');
  element.append(added);
  return added;
}

function onIntent(event: Event): void {
  const element = elementOf(event);
  if (element !== null && !('active' in element.dataset)) void activate(element);
}

/** Resolves when what was pressed before has been done: of a tab and then Edit, the tab comes first. */
let performed = Promise.resolve();

/** Does what a control of the static form was pressed for. */
function perform(element: HTMLElement, control: HTMLElement): Promise<void> {
  const [before, activated] = [performed, activate(element)];
  return (performed = (async () => {
    await before;
    const workbench = await activated;
    if (workbench !== null) element.querySelector<HTMLElement>(workbench.actionSelector(control))?.click();
  })());
}

async function onClick(event: MouseEvent): Promise<void> {
  const element = elementOf(event);
  const target = event.target as HTMLElement;
  if (element === null || 'active' in element.dataset) return;
  const control = target.closest<HTMLElement>('[data-action]');
  // Links, the fold of the recorded output: the browser knows what to do.
  if (control === null && target.closest('pre') === null) return;
  event.preventDefault();
  event.stopPropagation();
  // As Safari does not: what takes the control's place then takes its focus.
  control?.focus({ preventScroll: true });
  if (control !== null) return perform(element, control);
  if ((await activate(element)) !== null)
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: event.clientX, clientY: event.clientY }));
}

document.addEventListener('pointerover', onIntent, { passive: true });
document.addEventListener('focusin', onIntent);
document.addEventListener('pointerdown', onPress, { capture: true, passive: true });
document.addEventListener('click', (event) => void onClick(event), { capture: true });

// What was pressed before this script came; the page has kept it (src/components/layout/Page.astro).
const { pressedEarly } = globalThis as { pressedEarly?: HTMLElement[] & { readonly keep: (event: Event) => void } };
if (pressedEarly !== undefined) {
  removeEventListener('click', pressedEarly.keep);
  for (const control of new Set(pressedEarly.splice(0))) void perform(control.closest<HTMLElement>(ELEMENTS)!, control);
}

// A link that holds somebody's changes is shown in its sandbox, or in the first when the page has not that one.
async function openLink(): Promise<void> {
  const [, id] = /^#open=([\w/-]+)/.exec(location.hash) ?? [];
  if (id === undefined) return;
  const of = (names: string) => document.querySelector<HTMLElement>(`live-sandbox${names}`);
  const box = of(`[data-name="${id}"]`) ?? of('');
  if (box !== null) await (await activate(box))?.openLink(box);
}
addEventListener('hashchange', () => void openLink());
void openLink();

// Nothing is loaded ahead for somebody who has only opened the page, or who pays by the megabyte.
const connection = (navigator as Navigator & { readonly connection?: NetworkInformation }).connection;
if (connection?.effectiveType === '4g' && !connection.saveData) {
  addEventListener('scroll', watchNear, { once: true, passive: true });
}

function watchNear(): void {
  activateNear(document.querySelectorAll('live-sandbox'));
}

// What the reader has predicted before is marked when they come to it again.
const kept = keptProgress();
activateNear(
  [...document.querySelectorAll<HTMLElement>('port-predict')].filter(({ dataset }) =>
    kept.includes(`"${dataset['prediction']}":`),
  ),
);

/** The stored text of `progress.ts`, for which nothing else has to be loaded. */
function keptProgress(): string {
  try {
    return localStorage.getItem('port3000.progress') ?? '';
  } catch {
    return '';
  }
}

function activateNear(elements: Iterable<Element>): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        if (!('active' in (target as HTMLElement).dataset)) void activate(target as HTMLElement);
      }
    },
    { rootMargin: '300px' },
  );
  for (const element of elements) observer.observe(element);
}
