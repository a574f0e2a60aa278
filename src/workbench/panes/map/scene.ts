/** The map itself: processes as boxes, wires as lines, what travels as dots. Every box and line can be pressed. */
import { html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ProcessInfo } from '../../../engine/engine.ts';
import { formatCount } from '../../format/units.ts';
import { CLIENT, type Travel, type TopologyWire } from '../../stores/topology.ts';
import { describeProcess, describeWire } from './controls.ts';
import { BOX, layout, type Place } from './layout.ts';

export interface Scene {
  readonly width: number;
  readonly processes: readonly ProcessInfo[];
  readonly wires: readonly TopologyWire[];
  readonly travels: readonly Travel[];
  /** What was pressed: the name of a process, or the key of a wire. */
  readonly press: (kind: 'process' | 'wire', key: string, element: Element) => void;
}

export function mapScene({ width, processes, wires, travels, press }: Scene) {
  const { places, height } = layout([CLIENT, ...processes.map(({ name }) => name)], width);
  const pressed = (kind: 'process' | 'wire', key: string) => ({
    handleEvent(event: Event): void {
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press(kind, key, event.currentTarget as Element);
    },
  });
  const line = (wire: TopologyWire) => {
    const from = places.get(wire.a)!;
    const to = places.get(wire.b)!;
    const { cut, delay, rate } = wire.faults;
    const state = cut !== undefined ? 'cut' : delay !== undefined || rate !== undefined ? 'slow' : 'whole';
    const act = pressed('wire', wire.key);
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    return svg`<g
      class="sandbox-map-wire"
      data-state=${state}
      data-used=${wire.used || wire.a === CLIENT ? 'yes' : 'no'}
      role="button"
      tabindex="0"
      aria-haspopup="dialog"
      aria-label="Wire ${wire.a} – ${wire.b}: ${describeWire(wire)}"
      @click=${act}
      @keydown=${act}
    >
      <line class="hit" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />
      <line x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />
      ${state === 'cut' ? svg`<text x=${x} y=${y + 6} text-anchor="middle">✕</text>` : nothing}
      ${state === 'slow' ? svg`<text x=${x} y=${y - 6} text-anchor="middle">${delay === undefined ? `${rate! / 1000} kB/s` : `${formatCount(delay)} ms`}</text>` : nothing}
    </g>`;
  };
  const box = (name: string, note: string, place: Place) => svg`
    <rect x=${place.x - BOX.width / 2} y=${place.y - BOX.height / 2} width=${BOX.width} height=${BOX.height} rx="8" />
    <text class="name" x=${place.x} y=${place.y - 3} text-anchor="middle">${name}</text>
    <text class="note" x=${place.x} y=${place.y + 14} text-anchor="middle">${note}</text>`;
  const node = (process: ProcessInfo) => {
    const act = pressed('process', process.name);
    const note =
      process.state === 'exited'
        ? 'not running'
        : [process.state, ...process.ports.slice(0, 1).map((port) => `:${port}`)].join(' ');
    const ended = process.state === 'exited' && process.pid !== 0 ? `, ${describeProcess(process)}` : '';
    return svg`<g
      class="sandbox-map-process"
      data-state=${process.state}
      role="button"
      tabindex="0"
      aria-haspopup="dialog"
      aria-label="Process ${process.name} ${note}${ended}"
      @click=${act}
      @keydown=${act}
    >${box(process.name, note, places.get(process.name)!)}</g>`;
  };
  return html`<svg viewBox="0 0 ${width} ${height}" role="group" aria-label="Map of processes and wires">
    ${wires.map(line)}
    <g class="sandbox-map-client" aria-hidden="true">${box('you', 'this page', places.get(CLIENT)!)}</g>
    ${processes.map(node)}
    <g aria-hidden="true">
      ${repeat(
        travels,
        ({ id }) => id,
        (travel) => dot(travel, places),
      )}
    </g>
  </svg>`;
}

/** Its way is an animation of the style sheet, which a reader who wants no motion does not get. */
function dot({ from, to, opener, flight, stuck }: Travel, places: ReadonlyMap<string, Place>) {
  const begin = places.get(from);
  const end = places.get(to);
  if (begin === undefined || end === undefined) return nothing;
  const share = stuck ? 0.5 : 1;
  return svg`<circle
    class="sandbox-map-dot"
    data-opener=${opener ? 'yes' : 'no'}
    r="5"
    cx=${begin.x}
    cy=${begin.y}
    style="--x: ${(end.x - begin.x) * share}px; --y: ${(end.y - begin.y) * share}px; --flight: ${flight}ms"
  />`;
}
