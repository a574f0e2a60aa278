/**
 * A sandbox that has run stays at hand while the text that speaks of it is read. On a wide screen the reader may keep it
 * in view: when its place has left the window, it stands at the window's foot. On a narrow one a button leads to it while
 * it runs, and another back. A chunk of its own, loaded with the first Run.
 */
import { offerWayBack } from '../send/way-back.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import { watch } from '../stores/signal.ts';
import type { SandboxStores } from '../stores/stores.ts';
import viewStyle from './view.css?inline';

adoptStyle(viewStyle);

/** Where there is room for text and sandbox, one above the other. */
const ROOM = matchMedia('(min-width: 62.6rem) and (min-height: 37.5rem)');
/** What of a page can be read: the button leads back to the piece that was in the window. */
const PIECES = 'article > *, main > *';

/** A `<live-sandbox>` that lives. */
export type Host = HTMLElement & { readonly stores: SandboxStores };

const views = new Map<Host, KeepInView>();
let wayThere: { readonly button: HTMLButtonElement; readonly view: KeepInView } | null = null;

/** Offers it for a sandbox; calling it again changes nothing. */
export function offerKeepInView(sandbox: Host): void {
  if (!views.has(sandbox)) views.set(sandbox, new KeepInView(sandbox));
}

class KeepInView {
  readonly #host: Host;
  readonly #box: HTMLElement;
  readonly #button = document.createElement('button');
  #wanted = false;
  #inSight = true;
  #docked = false;

  constructor(host: Host) {
    this.#host = host;
    this.#box = host.querySelector<HTMLElement>('.sandbox')!;
    this.#button.type = 'button';
    this.#button.className = 'sandbox-button quiet sandbox-keep';
    this.#button.dataset['action'] = 'keep-in-view';
    this.#button.textContent = 'Keep in view';
    this.#button.setAttribute('aria-pressed', 'false');
    this.#button.addEventListener('click', () => this.#want(!this.#wanted));
    host.querySelector('.sandbox-bar')!.append(this.#button);
    new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)!.isIntersecting;
      this.#update();
    }).observe(host);
    new ResizeObserver(() => this.#fit()).observe(this.#box);
    addEventListener('resize', () => this.#fit());
    // Paper has no foot of the window.
    addEventListener('beforeprint', () => this.#putBack());
    ROOM.addEventListener('change', () => this.#update());
    watch(
      () => host.stores.run.active,
      () => this.#update(),
    );
    this.#update();
  }

  #want(wanted: boolean): void {
    if (wanted) for (const other of views.values()) if (other !== this) other.#want(false);
    this.#wanted = wanted;
    this.#button.setAttribute('aria-pressed', String(wanted));
    this.#update();
  }

  #update(): void {
    if (ROOM.matches && this.#wanted && !this.#inSight) this.#dock();
    else this.#putBack();
    if (!ROOM.matches && !this.#inSight && this.#host.stores.run.active) this.#showWay();
    else this.#hideWay();
  }

  #dock(): void {
    if (this.#docked) return;
    this.#docked = true;
    // Its place stays as high as it is, so that nothing of the text moves.
    this.#host.style.height = `${this.#host.getBoundingClientRect().height}px`;
    // Above everything, whatever contains it, and without leaving its place among what is focused.
    this.#box.popover = 'manual';
    this.#box.showPopover();
    this.#fit();
  }

  #putBack(): void {
    if (!this.#docked) return;
    this.#docked = false;
    this.#box.popover = null;
    this.#box.style.left = '';
    this.#box.style.width = '';
    this.#host.style.height = '';
    this.#leaveRoom('');
  }

  /** As wide as its place, and what is scrolled to stands above it. */
  #fit(): void {
    if (!this.#docked) return;
    const { left, width } = this.#host.getBoundingClientRect();
    this.#box.style.left = `${left}px`;
    this.#box.style.width = `${width}px`;
    this.#leaveRoom(`${this.#box.offsetHeight + 12}px`);
  }

  #leaveRoom(height: string): void {
    document.documentElement.style.scrollPaddingBottom = height;
    document.body.style.paddingBottom = height;
  }

  #showWay(): void {
    if (wayThere?.view === this) return;
    wayThere?.button.remove();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sandbox-button sandbox-way';
    button.textContent = 'To the sandbox';
    button.setAttribute('aria-label', `To the sandbox: ${this.#host.stores.data.title}`);
    button.addEventListener('click', () => {
      const read = pieceInSight();
      this.#host.scrollIntoView({ block: 'start', behavior: 'instant' });
      this.#host.querySelector<HTMLElement>('[data-action="run"]')?.focus({ preventScroll: true });
      if (read !== null) offerWayBack(read);
    });
    document.body.append(button);
    wayThere = { button, view: this };
  }

  #hideWay(): void {
    if (wayThere?.view !== this) return;
    wayThere.button.remove();
    wayThere = null;
  }
}

/** The piece of the page around the middle of the window. */
function pieceInSight(): HTMLElement | null {
  const middle = innerHeight / 2;
  const distance = (piece: Element) => {
    const { top, bottom } = piece.getBoundingClientRect();
    return Math.max(top - middle, middle - bottom, 0);
  };
  const pieces = [...document.querySelectorAll<HTMLElement>(PIECES)].filter(({ localName }) => localName !== 'article');
  return pieces.sort((one, other) => distance(one) - distance(other))[0] ?? null;
}
