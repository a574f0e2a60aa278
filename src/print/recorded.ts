/** What real Node answered, on paper: of a sandbox that the text asks, those answers; of one that nobody can ask, its output. */
import type { Exchange, Transcript } from '../sandbox/transcript.ts';
import { isUsualHeader } from '../workbench/format/usual-headers.ts';
import { textListing } from './listing.ts';
import { narrowJson } from './narrow-json.ts';
import { piece, type Content, type Piece } from './piece.ts';

/** Lines of an answer; paper has no room for a thousand rows. */
const LINES = 60;

/** @param isAsked whether the text of the chapter sends the request of that name */
export function recordedOf({ exchanges, processes }: Transcript, isAsked: (name: string) => boolean): Piece[] {
  if (exchanges.length > 0) return exchanges.filter(({ name }) => isAsked(name)).map(answerOf);
  const several = Object.keys(processes).length > 1;
  return Object.entries(processes).map(([name, { stdout, stderr }]) =>
    recording(`Output${several ? ` of ${name}` : ''}`, ...[stdout, stderr].filter((text) => text !== '').map(output)),
  );
}

function answerOf({ title, request, response, error }: Exchange): Piece {
  const { pathname, search, port } = new URL(request.url);
  const asked = `${request.method} ${port === '3000' ? '' : `:${port}`}${pathname}${search}`;
  const sent = [asked, ...request.headers.map((header) => header.join(': ')), ...under(request.body)].join('\n');
  if (response === null)
    return recording(title, output(sent), piece('p', {}, `The connection ended without an answer (${error}).`));
  const { status, statusText, headers, body, encoding } = response;
  const readable = encoding === undefined ? body : `${atob(body).length} bytes that are not text`;
  const shown = headers.filter((header) => !isUsualHeader(header)).map((header) => header.join(': '));
  return recording(title, output(sent), output([`${status} ${statusText}`, ...shown, ...under(readable)].join('\n')));
}

const recording = (title: string, ...contents: readonly Content[]): Piece =>
  piece('div', { class: 'exchange' }, piece('p', { class: 'exchange-title' }, title), ...contents);

/** A body, and the blank line above it. */
const under = (body: string | null): readonly string[] => (body === null || body === '' ? [] : ['', narrowJson(body)]);

function output(text: string): Piece {
  const lines = text.replace(/\n+$/, '').split('\n');
  const left = lines.length - LINES;
  const shown = left > 1 ? [...lines.slice(0, LINES), `… (${left} more lines)`] : lines;
  return textListing(shown.join('\n'), 'listing output');
}
