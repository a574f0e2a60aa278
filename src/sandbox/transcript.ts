/**
 * The transcript: real Node's answers to a sandbox's requests. `npm run record` writes it to `transcript.json`; it is
 * shown folded under the sandbox and compared with the answers of the embedded engine.
 */
export type HeaderList = readonly (readonly [string, string])[];

export interface RecordedProcess {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; `null` for a process that was still running when the recording ended. */
  readonly exitCode: number | null;
}

export interface RecordedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: string;
  /** Present when the body is not text: then `body` is base64. */
  readonly encoding?: 'base64';
}

export interface Exchange {
  readonly name: string;
  readonly title: string;
  /** Milliseconds that passed on the clock before the request was sent. */
  readonly sleep?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: HeaderList;
    readonly body: string | null;
  };
  /** The answer; `null` when the connection ended without one. */
  readonly response: RecordedResponse | null;
  /** Why there is no answer: an error code such as `ECONNRESET`. */
  readonly error?: string;
}

export interface Transcript {
  /** The version of Node that answered. */
  readonly node: string;
  readonly processes: Readonly<Record<string, RecordedProcess>>;
  readonly exchanges: readonly Exchange[];
  /** Files of plots that the manifest describes and the program wrote: path to text. Left out when it draws nothing. */
  readonly plots?: Readonly<Record<string, string>>;
}

/** The answer as it came over the wire, before anything is masked. */
export interface RawResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/**
 * Makes an answer comparable.
 *
 * @param now the time on the clock of the recording, in milliseconds since 1970, for the `Date` header, which Node's
 *   library writes from the machine's clock. Everything else stays as it was sent.
 */
export function recordResponse(response: RawResponse, now?: number): RecordedResponse {
  const { body, encoding } = encodeBody(response.body);
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers.map(([name, value]) => [
      name,
      now !== undefined && name.toLowerCase() === 'date' ? new Date(now).toUTCString() : value,
    ]),
    body,
    ...(encoding === undefined ? {} : { encoding }),
  };
}

function encodeBody(bytes: Uint8Array): { body: string; encoding?: 'base64' } {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { body: btoa(binary), encoding: 'base64' };
  }
}

/** The folder of a project in a recording: the one that the embedded engine uses. */
export function projectRoot(sandbox: string): string {
  return `/home/reader/${sandbox}`;
}

/** The text of the file: one field a line, each header on one line, so that diffs read well. */
export function serializeTranscript(transcript: Transcript): string {
  const json = JSON.stringify(transcript, null, 2);
  // A header is a pair of strings, which JSON would write over four lines.
  const pairs = json.replace(/\[\n\s+("(?:[^"\\]|\\.)*"),\n\s+("(?:[^"\\]|\\.)*")\n\s+\]/g, '[$1, $2]');
  return `${pairs}\n`;
}

/**
 * Compares two transcripts.
 *
 * @returns `null` when they are equal, else the first differences line by line, `-` saved, `+` now
 */
export function diffTranscripts(saved: Transcript, fresh: Transcript, limit = 20): string | null {
  const before = serializeTranscript(saved).split('\n');
  const after = serializeTranscript(fresh).split('\n');
  if (before.join('\n') === after.join('\n')) return null;
  return diffLines(before, after, limit).join('\n');
}

/** Longest common subsequence over lines; transcripts are a few hundred lines at most. */
function diffLines(before: readonly string[], after: readonly string[], limit: number): string[] {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        before[i] === after[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && table[(i + 1) * width + j]! >= table[i * width + j + 1]!)) {
      lines.push(`- ${before[i]!.trim()}`);
      i += 1;
    } else {
      lines.push(`+ ${after[j]!.trim()}`);
      j += 1;
    }
  }
  return lines.length <= limit
    ? lines
    : [...lines.slice(0, limit), `  … and ${lines.length - limit} more lines differ`];
}
