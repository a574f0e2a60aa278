import { html, nothing } from 'lit';
import { formatDuration } from '../../format/duration.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import { ClockStore } from '../../stores/clock.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { WAITING } from '../tool-frame.ts';
import { ToolPane } from '../tool-pane.ts';
import clockStyle from './clock.css?inline';

adoptStyle(clockStyle);

const SPEEDS = [
  [0, 'Stand still'],
  [1, 'Real speed'],
  [10, '10 ×'],
  [100, '100 ×'],
  [1000, '1000 ×'],
] as const;

/** Milliseconds of each unit that the clock can be moved by. */
const UNITS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Milliseconds between two looks at the clock; with reduced motion ten times as many. */
const TICK = 100;

/** The clock of the programs: what it says, how fast it goes, and moving it. */
export class SandboxClock extends ToolPane {
  protected readonly tool = 'clock';
  protected readonly heading = 'Clock';
  readonly #clock: ClockStore;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(stores: SandboxStores) {
    super(stores);
    this.#clock = new ClockStore(stores.run);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#ticking = setInterval(() => this.#tick(), calm ? TICK * 10 : TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override body() {
    const clock = this.#clock;
    if (!clock.there) return WAITING.clock;
    const { moving, rate, said } = clock;
    return html`
      <p class="sandbox-clock-time">
        <time aria-label="Time of the programs"></time> <span class="sandbox-note"></span>
      </p>
      <div class="sandbox-tool-row">
        <div class="sandbox-tool-group" role="group" aria-label="Speed">
          ${SPEEDS.map(
            ([speed, label]) =>
              html`<button
                type="button"
                class="sandbox-button"
                data-action="clock-rate"
                data-key=${speed}
                aria-pressed=${rate === speed ? 'true' : 'false'}
                @click=${() => clock.setRate(speed)}
              >
                ${label}
              </button>`,
          )}
        </div>
        <button
          type="button"
          class="sandbox-button"
          data-action="clock-step"
          aria-disabled=${moving ? 'true' : 'false'}
          @click=${() => void clock.step()}
        >
          Step to the next timer
        </button>
        <form class="sandbox-tool-row" aria-label="Move the clock" @submit=${this.#onAdvance}>
          <button type="submit" class="sandbox-button" aria-disabled=${moving ? 'true' : 'false'}>Advance by</button>
          <input
            type="number"
            inputmode="decimal"
            aria-label="How much"
            name="amount"
            min="0"
            max="10000"
            step="any"
            required
            .defaultValue=${'1'}
          />
          <select name="unit" aria-label="Unit">
            ${Object.keys(UNITS).map((unit) => html`<option ?selected=${unit === 'min'}>${unit}</option>`)}
          </select>
        </form>
      </div>
      <p class="sandbox-note" role="status">${moving ? 'Moving the clock …' : (said ?? nothing)}</p>
    `;
  }

  protected override updated(): void {
    this.#tick();
  }

  /** Ten times a second only what is shown of the time changes. */
  #tick(): void {
    const clock = this.#clock;
    clock.look();
    const time = this.querySelector('time');
    if (time === null) return;
    const iso = new Date(clock.now).toISOString();
    const text = `${iso.slice(0, 10)} ${iso.slice(11, -1)} UTC`;
    if (time.textContent !== text) time.textContent = text;
    const note = time.nextElementSibling!;
    const { ahead } = clock;
    const far = formatDuration(Math.abs(ahead) < 1000 ? Math.abs(ahead) : Math.round(Math.abs(ahead) / 1000) * 1000);
    const said =
      ahead === 0
        ? 'as this machine’s'
        : `${far} ${ahead < 0 ? 'behind' : 'ahead of'} this machine’s. Programs cannot go back: Stop and Run begin anew at this machine’s time.`;
    if (note.textContent !== said) note.textContent = said;
  }

  readonly #onAdvance = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const unit = fields.get('unit') as keyof typeof UNITS;
    void this.#clock.advance(Number(fields.get('amount')) * UNITS[unit]);
  };
}

customElements.define('sandbox-clock', SandboxClock);
