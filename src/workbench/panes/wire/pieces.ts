/** What is shown of a connection: its pieces in their order, each taken apart, with what is worth saying of it. */
import { splitStream, type PartKind, type WireMessage, type WireStream } from '../../format/http-wire.ts';
import type { WireConnection, WirePiece } from '../../stores/wire-connection.ts';

export interface ShownPart {
  readonly kind: PartKind;
  readonly bytes: Uint8Array;
  /** Whether it goes on in the next piece of this side, or has begun in one before. */
  readonly begins: boolean;
}

export interface ShownPiece {
  readonly piece: WirePiece;
  /** Milliseconds since the connection was opened. */
  readonly after: number;
  /** What happened, in words. */
  readonly title: string;
  readonly parts: readonly ShownPart[];
  readonly notes: readonly string[];
}

export function shownPieces(connection: WireConnection): readonly ShownPiece[] {
  const requests = splitStream(connection.stream(true), null);
  const answers = splitStream(connection.stream(false), requests.messages);
  return connection.pieces.map((piece) =>
    shown(piece, connection, piece.opener ? requests : answers, requests.messages),
  );
}

function shown(
  piece: WirePiece,
  connection: WireConnection,
  stream: WireStream,
  requests: readonly WireMessage[],
): ShownPiece {
  const [from, to] = piece.opener ? [connection.from, connection.to] : [connection.to, connection.from];
  const after = piece.time - connection.opened;
  if (piece.type !== 'data') return { piece, after, title: described(piece.type, from, to), parts: [], notes: [] };
  const end = piece.at + piece.bytes.length;
  const within = stream.parts.filter((part) => part.from < end && part.to > piece.at);
  const parts = within.map((part) => ({
    kind: part.kind,
    bytes: piece.bytes.subarray(Math.max(part.from, piece.at) - piece.at, Math.min(part.to, end) - piece.at),
    begins: part.from >= piece.at,
  }));
  const ended = stream.messages.flatMap((message, index) =>
    message.end !== null && message.end > piece.at && message.end <= end ? [{ message, index }] : [],
  );
  const notes = piece.opener ? [] : ended.flatMap(({ message, index }) => keepAlive(message, requests[index]) ?? []);
  const begun = within.find(({ kind, from: begin }) => kind === 'head' && begin >= piece.at);
  const which =
    begun === undefined || begun.message < 2
      ? ''
      : `, ${piece.opener ? 'request' : 'answer'} ${begun.message} on this connection`;
  return { piece, after, title: `${from} to ${to}${which}`, parts, notes };
}

function described(type: WirePiece['type'], from: string, to: string): string {
  switch (type) {
    case 'open':
      return `${from} connects to ${to}`;
    case 'end':
      return `${from} will send no more`;
    case 'reset':
      return `${from} breaks the connection (RST)`;
    default:
      return `${from} closes the connection`;
  }
}

/** What becomes of the connection after an answer. */
function keepAlive(answer: WireMessage, request: WireMessage | undefined): string | null {
  if (/^HTTP\/1\.[01] 1\d\d/.test(answer.line))
    return answer.line.includes(' 101') ? 'From here on both sides speak another protocol.' : null;
  if (answer.framing === 'close') return 'The body has no length: the end of the connection ends it.';
  if (!answer.persists) return 'The answer says “Connection: close”: no further request comes over this connection.';
  if (request?.persists === false)
    return 'The request said “Connection: close”: no further one comes over this connection.';
  return 'Kept alive: the next request may come over this connection.';
}
