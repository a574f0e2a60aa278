/** What can be done to a process and to a wire: the same in the list and where the map was pressed. */
import { html, nothing } from 'lit';
import type { ProcessInfo, WireFaults } from '../../../engine/engine.ts';
import { listPorts } from '../../format/ports.ts';
import { formatCount, formatSize } from '../../format/units.ts';
import { describeFaults, type TopologyStore, type TopologyWire } from '../../stores/topology.ts';

const DELAYS = [0, 50, 200, 1000, 5000];
const RATES = [0, 1000, 10_000, 100_000];

/** The state of a process in a few words. */
export function describeProcess({ state, pid, ports, exitCode, signal }: ProcessInfo): string {
  if (pid === 0) return 'not running';
  if (state === 'exited')
    return exitCode === null ? `ended by ${signal ?? 'the engine'}` : `exited with code ${exitCode}`;
  return ports.length === 0 ? state : `${state}, port ${listPorts(ports, 3)}`;
}

export function describeWire({ faults, used, connections, bytes }: TopologyWire): string {
  const traffic = used ? `, ${formatCount(connections)} connections, ${formatSize(bytes)}` : '';
  return `${describeFaults(faults)}${traffic}`;
}

const button = (action: string, label: string, name: string, able: boolean, act: () => void, pressed?: boolean) =>
  html`<button
    type="button"
    class="sandbox-button"
    data-action=${action}
    data-key=${name}
    aria-label="${label}: ${name}"
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    ?disabled=${!able}
    @click=${act}
  >
    ${label}
  </button>`;

export function processControls(topology: TopologyStore, { name, state }: ProcessInfo) {
  const { there } = topology;
  const alive = state !== 'exited';
  return html`<div class="sandbox-tool-group">
    ${button('map-kill', 'Kill', name, there && alive, () => void topology.kill(name))}
    ${button('map-terminate', 'Ask to end', name, there && state === 'running', () => void topology.terminate(name))}
    ${button('map-restart', alive ? 'Restart' : 'Start', name, there, () => void topology.restart(name))}
  </div>`;
}

export function wireControls(topology: TopologyStore, wire: TopologyWire) {
  const { a, b, faults } = wire;
  const { there } = topology;
  const name = `${a} – ${b}`;
  const choice = (label: string, fault: 'delay' | 'rate', values: readonly number[], text: (value: number) => string) =>
    html`<label class="sandbox-map-choice"
      >${label}
      <select
        aria-label="${label} ${name}"
        ?disabled=${!there}
        @change=${(event: Event) => {
          const value = Number((event.target as HTMLSelectElement).value);
          topology.setFaults(wire, { [fault]: value === 0 ? undefined : value });
        }}
      >
        ${values.map((value) => html`<option value=${value} .selected=${(faults[fault] ?? 0) === value}>${text(value)}</option>`)}
      </select></label
    >`;
  const cut = (label: string, kind: NonNullable<WireFaults['cut']>) => {
    const pressed = faults.cut === kind;
    return button(
      `map-${kind}`,
      label,
      name,
      there,
      () => topology.setFaults(wire, { cut: pressed ? undefined : kind }),
      pressed,
    );
  };
  return html`<div class="sandbox-tool-row">
    ${choice('Delay', 'delay', DELAYS, (value) => (value === 0 ? 'none' : `${formatCount(value)} ms`))}
    ${choice('Throttle', 'rate', RATES, (value) => (value === 0 ? 'none' : `${value / 1000} kB/s`))}
    <div class="sandbox-tool-group">
      ${cut('Cut', 'silent')} ${cut('Break', 'reset')}
      ${button('map-heal', 'Heal', name, there && Object.keys(faults).length > 0, () => topology.heal(wire))}
    </div>
  </div>`;
}
