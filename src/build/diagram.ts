/**
 * Draws diagrams from D2 text. D2 writes colors, fonts and a background of its own into a picture; they
 * are taken out again, and `styles/diagram.css` gives its classes the page's colors, light and dark.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { D2 } from '@terrastruct/d2';
import { unpackWoff } from './woff.ts';

export interface Drawing {
  /** An `<svg>` element, to stand inside a page. */
  readonly svg: string;
  /** The picture's natural width in CSS pixels. */
  readonly width: number;
}

const root = process.cwd();
const folder = join(root, '.cache/diagrams');
/** The version of this file's drawing: raised when the same text would be drawn differently. */
const RECIPE = 5;

/**
 * @param source D2 text
 * @param alt what the picture shows
 * @returns the picture, from the cache if it was drawn before
 * @throws Error with D2's message and the text, when the text is not valid
 */
export async function drawDiagram(source: string, alt: string): Promise<Drawing> {
  if (alt.trim() === '')
    throw new Error(
      `A diagram needs a text that says what it shows: <Diagram alt="…" d2={…} />. The diagram is:\n${source}`,
    );
  const key = createHash('sha256').update(`${RECIPE}\n${d2Version()}\n${source}`).digest('hex').slice(0, 16);
  const file = join(folder, `${key}.svg`);
  let bare = read(file);
  if (bare === null) {
    bare = strip(await queued(() => draw(source, key)));
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bare);
  }
  const width = Number(/ width="([\d.]+)"/.exec(bare)?.[1] ?? 0);
  const label = alt.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return { svg: bare.replace('<svg ', `<svg role="img" aria-label="${label}" `), width };
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function d2Version(): string {
  return (
    JSON.parse(readFileSync(join(root, 'node_modules/@terrastruct/d2/package.json'), 'utf8')) as { version: string }
  ).version;
}

// ---- D2 answers one request at a time, in a worker that must not keep the process alive.

type Machine = D2 & { readonly ready: Promise<void>; readonly worker: Worker };
let machine: Promise<Machine> | undefined;
let last: Promise<unknown> = Promise.resolve();

function queued<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}

async function start(): Promise<Machine> {
  const d2 = new D2() as Machine;
  await d2.ready;
  return d2;
}

async function draw(source: string, salt: string): Promise<string> {
  const d2 = await (machine ??= start());
  d2.worker.ref();
  try {
    const regular = font(400);
    const heavy = font(600);
    const options = {
      layout: 'dagre',
      pad: 4,
      fontRegular: regular,
      fontItalic: regular,
      fontBold: heavy,
      fontSemibold: heavy,
    } as const;
    const { diagram, renderOptions } = await d2.compile({ fs: { index: source }, options });
    return await d2.render(diagram, { ...renderOptions, pad: 4, salt, noXMLTag: true });
  } catch (error) {
    throw new Error(
      `D2 cannot draw this diagram: ${error instanceof Error ? error.message : String(error)}\n${source}`,
      { cause: error },
    );
  } finally {
    d2.worker.unref();
  }
}

/** D2 hands its options over as JSON, in which Go reads bytes from base64, whatever the type says. */
function font(weight: 400 | 600): Uint8Array {
  const woff = readFileSync(
    join(root, `node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`),
  );
  return Buffer.from(unpackWoff(woff)).toString('base64') as unknown as Uint8Array;
}

/** Leaves shapes, paths, texts and D2's color classes. */
function strip(svg: string): string {
  return (
    svg
      .replaceAll(/<style[\s\S]*?<\/style>/g, '')
      .replace(/(<svg class="[^"]*"[^>]*>)<rect [^>]*class="[^"]*fill-N7[^"]*"[^>]*\/>/, '$1')
      // Colors that a class sets lose their attribute.
      .replaceAll(/<[^>]*class="[^"]*(?:fill|stroke)-(?:N|B|AA|AB)\d[^"]*"[^>]*>/g, (tag) => {
        const bare = /fill-(?:N|B|AA|AB)\d/.test(tag) ? tag.replace(/ fill="(?!none)[^"]*"/, '') : tag;
        return /stroke-(?:N|B|AA|AB)\d/.test(bare) ? bare.replace(/ stroke="(?!none)[^"]*"/, '') : bare;
      })
      // The names of containers are larger than the text around the picture.
      .replaceAll(/font-size:(?:2[4-9]|3\d)px/g, 'font-size:19px')
      .replaceAll(/(\d+\.\d{2})\d+/g, '$1')
      .replaceAll(/(\d)\.00\b/g, '$1')
      .replace(/ data-d2-version="[^"]*"/, '')
      // Inside HTML a picture needs no namespaces.
      .replaceAll(/ xmlns(?::xlink)?="[^"]*"/g, '')
      .replaceAll(/<g class="[A-Za-z0-9+/]+=*">/g, '<g>')
      .trim()
  );
}
