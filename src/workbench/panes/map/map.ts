import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { placeBelow } from '../../shared/place-below.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { TopologyStore } from '../../stores/topology.ts';
import { WAITING } from '../tool-frame.ts';
import { ToolPane } from '../tool-pane.ts';
import { describeProcess, describeWire, processControls, wireControls } from './controls.ts';
import mapStyle from './map.css?inline';
import { mapScene } from './scene.ts';

adoptStyle(mapStyle);

/** Pixels. */
const NARROWEST = 300;
const WIDEST = 640;

interface Pressed {
  readonly kind: 'process' | 'wire';
  readonly key: string;
}

/** Processes and wires as a map and as a list: to kill, start, delay, throttle, cut and heal. */
export class SandboxMap extends ToolPane {
  static override properties = { pressed: { state: true }, width: { state: true } };
  /** What of the map was pressed, while its menu is open. */
  declare pressed: Pressed | null;
  declare width: number;
  protected readonly tool = 'map';
  protected readonly heading = 'Map';
  readonly #topology: TopologyStore;
  readonly #resize: ResizeObserver;
  #element: Element | null = null;

  constructor(stores: SandboxStores) {
    super(stores);
    this.pressed = null;
    this.width = WIDEST;
    this.#topology = new TopologyStore(stores.run, Object.keys(stores.data.processes));
    this.#resize = new ResizeObserver(() => this.#measure());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#topology.start();
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#topology.stop();
    this.#resize.disconnect();
    this.pressed = null;
  }

  protected override onStale(): void {
    this.renderInFrame();
  }

  protected override body() {
    const topology = this.#topology;
    const { processes, wires, travels, said, there } = topology;
    return html`
      ${there ? nothing : html`<p class="sandbox-note">${WAITING.map}</p>`}
      <div class="sandbox-map">${mapScene({ width: this.width, processes, wires, travels, press: this.#onPress })}</div>
      ${this.pressed === null ? nothing : this.#menu(this.pressed)}
      <p class="sandbox-note" role="status">${said ?? nothing}</p>
      <details class="sandbox-map-list" open>
        <summary>Processes and wires as a list</summary>
        <ul aria-label="Processes">
          ${repeat(
            processes,
            ({ name }) => name,
            (process) =>
              html`<li data-process=${process.name}>
                <p><b>${process.name}</b> <span class="sandbox-note">${describeProcess(process)}</span></p>
                ${processControls(topology, process)}
              </li>`,
          )}
        </ul>
        <ul aria-label="Wires">
          ${repeat(
            wires,
            ({ key }) => key,
            (wire) =>
              html`<li data-wire=${`${wire.a} ${wire.b}`}>
                <p><b>${wire.a} – ${wire.b}</b> <span class="sandbox-note">${describeWire(wire)}</span></p>
                ${wireControls(topology, wire)}
              </li>`,
          )}
        </ul>
        <p class="sandbox-note">
          “client” is you. A wire that is cut is silent: nothing arrives until it is healed. One that is broken resets
          its connections and refuses new ones.
        </p>
      </details>
    `;
  }

  #menu({ kind, key }: Pressed) {
    const topology = this.#topology;
    const process = kind === 'process' ? topology.processes.find(({ name }) => name === key) : undefined;
    const wire = kind === 'wire' ? topology.wires.find((each) => each.key === key) : undefined;
    const title = process?.name ?? (wire === undefined ? '' : `${wire.a} – ${wire.b}`);
    return html`<div
      class="sandbox-menu sandbox-map-menu"
      popover="auto"
      role="dialog"
      aria-label="${kind === 'process' ? 'Process' : 'Wire'} ${title}"
      @toggle=${this.#onToggle}
    >
      <p>
        <b>${title}</b>
        <span class="sandbox-note"
          >${process === undefined ? (wire === undefined ? '' : describeWire(wire)) : describeProcess(process)}</span
        >
      </p>
      ${process === undefined ? nothing : processControls(topology, process)}
      ${wire === undefined ? nothing : wireControls(topology, wire)}
    </div>`;
  }

  protected override updated(): void {
    this.#measure();
    const menu = this.querySelector<HTMLElement>('.sandbox-map-menu');
    if (menu === null || this.#element === null || menu.matches(':popover-open')) return;
    menu.showPopover();
    placeBelow(menu, this.#element);
    menu.querySelector<HTMLElement>('button:enabled, select:enabled')?.focus();
  }

  #measure(): void {
    const place = this.querySelector('.sandbox-map');
    if (place === null) return;
    this.width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, place.clientWidth)));
  }

  readonly #onPress = (kind: Pressed['kind'], key: string, element: Element) => {
    this.#element = element;
    this.pressed = { kind, key };
  };

  readonly #onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    const within = (event.target as HTMLElement).contains(document.activeElement);
    this.pressed = null;
    if (within || document.activeElement === document.body) (this.#element as SVGElement | null)?.focus();
  };
}

customElements.define('sandbox-map', SandboxMap);
