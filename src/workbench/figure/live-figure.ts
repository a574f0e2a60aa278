/** A figure in the page that is drawn from the reader's own run: again when more comes, and when its width changes. */
import { readInSteps, type Point, type PointsResult } from '../../sandbox/plot-points.ts';
import type { PlotSpec } from '../../sandbox/plot.ts';
import { adoptStyle } from '../shared/adopt-style.ts';
import type { Drawing } from '../stores/plots.ts';
import { figureBody } from './figure-body.ts';
import figureStyle from './figure.css?inline';

adoptStyle(figureStyle);

/** Milliseconds between two drawings at least. */
const PAUSE = 200;
/** Pixels; narrower ones scroll. */
const NARROWEST = 260;
const WIDEST = 720;

export class LiveFigure {
  readonly #host: HTMLElement;
  readonly #id: string;
  readonly #spec: PlotSpec;
  readonly #recorded: readonly Point[] | undefined;
  readonly #resize: ResizeObserver;
  #wanted: Drawing | null = null;
  #shown: Drawing | null = null;
  #points: readonly Point[] = [];
  #width = 0;
  #busy = false;
  #href = '';

  /**
   * @param host where it is put, in place of what is there
   * @param recorded drawn faintly behind
   */
  constructor(host: HTMLElement, id: string, spec: PlotSpec, recorded?: readonly Point[]) {
    this.#host = host;
    this.#id = id;
    this.#spec = spec;
    this.#recorded = recorded;
    this.#resize = new ResizeObserver(() => {
      if (this.#shown !== null && this.#points.length > 0 && this.#measure() !== this.#width) this.#draw(this.#shown);
    });
    this.#resize.observe(host);
  }

  /** Shows what a program wrote. Of several calls in a short time the last one counts. */
  show(drawing: Drawing): void {
    this.#wanted = drawing;
    if (!this.#busy) void this.#work();
  }

  /** Ends it; what is shown stays. */
  end(): void {
    this.#wanted = null;
    this.#resize.disconnect();
    URL.revokeObjectURL(this.#href);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== null) {
      const drawing = this.#wanted;
      this.#wanted = null;
      const result = await read(drawing, this.#spec);
      if (result.ok) {
        this.#points = result.points;
        this.#draw(drawing);
      } else this.#explain(drawing, result);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#busy = false;
  }

  #draw(drawing: Drawing): void {
    this.#shown = drawing;
    this.#width = this.#measure();
    URL.revokeObjectURL(this.#href);
    const type = drawing.format === 'csv' ? 'text/csv' : 'application/jsonl';
    this.#href = URL.createObjectURL(new Blob([drawing.text], { type }));
    const open = this.#host.querySelector('details')?.open === true;
    const body = figureBody(document, {
      id: this.#id,
      spec: this.#spec,
      points: this.#points,
      recorded: this.#recorded,
      file: { href: this.#href, name: drawing.path.replace(/^.*\//, '') },
      widths: [this.#width],
      from: 'From your run.',
    });
    body.querySelector('details')!.open = open;
    this.#host.replaceChildren(body);
  }

  #explain({ path }: Drawing, { line, message }: PointsResult & { readonly ok: false }): void {
    this.#points = [];
    const note = document.createElement('p');
    note.className = 'sandbox-note careful';
    note.setAttribute('role', 'status');
    note.textContent = `${path}, line ${line}: ${message}.`;
    this.#host.replaceChildren(note);
  }

  #measure(): number {
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, this.#host.clientWidth)));
  }
}

async function read({ text, format }: Drawing, spec: PlotSpec): Promise<PointsResult> {
  const steps = readInSteps(text, format, spec);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
