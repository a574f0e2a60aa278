/** Options of the commands: `--base /book/ --port 8080`. */

/** Options with a value, with one that is good. */
const EXAMPLES = { base: '/book/', site: 'https://example.com', out: 'dist', port: '8080' } as const;

export interface Options {
  /** The path the site is served under; starts and ends with `/`. */
  readonly base: string;
  /** The origin that the site is served from, such as `https://example.com`; `null` when the build need not know. */
  readonly site: string | null;
  /** Where the built site is, relative to the repository. */
  readonly out: string;
  /** The port to serve on; when it is taken, the next free one is used. */
  readonly port: number;
  /** Whether the site is served as it was built last. */
  readonly skipBuild: boolean;
}

/**
 * @param words arguments of the command, without Node and the script
 * @param allowed the options this command has
 * @throws Error with a sentence, when an option is unknown or has no good value
 */
export function readOptions(
  words: readonly string[],
  allowed: readonly (keyof typeof EXAMPLES | 'skip-build')[],
  environment: NodeJS.ProcessEnv = process.env,
): Options {
  const given = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const [name, value] = (words[index] ?? '').split(/=(.*)/s);
    const option = allowed.find((candidate) => name === `--${candidate}`);
    if (option === undefined) {
      throw new Error(
        `“${words[index]}” is not an option here. There are: ${allowed.map((candidate) => `--${candidate}`).join(', ')}.`,
      );
    }
    if (option === 'skip-build') {
      given.set(option, 'yes');
      continue;
    }
    const text = value ?? words[(index += 1)];
    if (text === undefined || text === '')
      throw new Error(`--${option} needs a value, such as --${option} ${EXAMPLES[option]}.`);
    given.set(option, text);
  }
  return {
    base: readBase(given.get('base') ?? environment['PORT3000_BASE'] ?? '/'),
    site: readSite(given.get('site') ?? environment['PORT3000_SITE']),
    out: given.get('out') ?? environment['PORT3000_OUT'] ?? 'dist',
    port: readPort(given.get('port') ?? environment['PORT'] ?? '3000'),
    skipBuild: given.has('skip-build'),
  };
}

function readSite(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new Error(
      `“${text}” cannot be the site’s origin: write scheme and host, such as https://example.com; a path is --base.`,
    );
  }
  return url.origin;
}

function readBase(text: string): string {
  if (!/^\/([\w.~-]+\/)*[\w.~-]*$/.test(text)) {
    throw new Error(
      `“${text}” cannot be a base path: write it with slashes around it, such as /book/, without address or spaces.`,
    );
  }
  return text.endsWith('/') ? text : `${text}/`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`“${text}” is not a port: write a number from 1 to 65535.`);
  return port;
}
