/** A sandbox as a folder of its own: what the reader takes along and runs with `npm install && npm start`. */
import type { SandboxData } from '../sandbox-data.ts';
import type { RequestsStore } from '../stores/requests.ts';

/**
 * @param http the text of the author's `requests.http`
 * @returns the requests as the reader has them, as such a text; `null` when there is none
 */
export function httpOf({ changes, drafts, variables }: RequestsStore, http: string | null): string | null {
  if (drafts.length === 0) return null;
  if (changes === null) return http;
  const names = variables.map(({ name, value }) => `@${name} = ${value}\n`).join('');
  const blocks = drafts.map(
    ({ title, name, text }) => `### ${title}\n${name === null ? '' : `# @name ${name}\n`}${text.trimEnd()}\n`,
  );
  return [...(names === '' ? [] : [names]), ...blocks].join('\n');
}

type Processes = SandboxData['processes'];

/** The program that starts several processes, where a sandbox has several. */
const STARTER = 'start-all.mjs';

/**
 * @param contents the files as the reader has them, by path
 * @param http the requests as the reader has them; `null` when there are none
 * @returns path to text
 */
export function folderOf(
  { name, title, processes }: Pick<SandboxData, 'name' | 'title' | 'processes'>,
  contents: Readonly<Record<string, string>>,
  http: string | null,
): Readonly<Record<string, string>> {
  const several = Object.keys(processes).length > 1;
  const added = {
    ...(http === null ? {} : { 'requests.http': http }),
    'README.md': readme(title, processes, http !== null),
    ...(several ? { [STARTER]: starter(processes) } : {}),
  };
  const files = { ...added, ...contents };
  const own = several && contents[STARTER] === undefined;
  const manifest = contents['package.json'];
  return {
    ...files,
    ...(manifest === undefined
      ? { 'package.json': newManifest(name, processes, own) }
      : own
        ? { 'package.json': startingAll(manifest) }
        : {}),
  };
}

/** The reader's package.json with a start that starts everything; one that is not JSON stays what it is. */
function startingAll(manifest: string): string {
  try {
    const json = JSON.parse(manifest) as { readonly scripts?: object };
    const scripts = { ...json.scripts, start: `node ${STARTER}` };
    return `${JSON.stringify({ ...json, scripts }, null, 2)}\n`;
  } catch {
    return manifest;
  }
}

/** For one whose package.json the reader has deleted. */
function newManifest(name: string, processes: Processes, several: boolean): string {
  const start = several ? `node ${STARTER}` : (Object.values(processes)[0]?.command ?? 'node server.js');
  return `${JSON.stringify({ name, private: true, type: 'module', scripts: { start } }, null, 2)}\n`;
}

function starter(processes: Processes): string {
  // Manifests have no other commands than node, its options, a file and arguments, without quotes.
  const list = Object.entries(processes).map(([name, { command, env }]) => {
    const args = command.trim().split(/\s+/).slice(1);
    return `  { name: ${JSON.stringify(name)}, args: ${JSON.stringify(args)}, env: ${JSON.stringify(env)} },`;
  });
  return `// Starts every process of this example, each line of output under its name; when one ends, all do.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const processes = [
${list.join('\n')}
];

const children = processes.map(({ name, args, env }) => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(\`\${name} | \${line}\`));
  child.on('exit', (code) => end(code ?? 1));
  return child;
});

function end(code) {
  process.exitCode ??= code;
  for (const child of children) child.kill();
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));
`;
}

function readme(title: string, processes: Processes, requests: boolean): string {
  const names = Object.keys(processes);
  return [
    `# ${title}`,
    'From Port 3000, a book on backend engineering. With Node 24 or newer:',
    '```sh\nnpm install\nnpm start\n```',
    ...(names.length > 1
      ? [`\`npm start\` starts ${names.length} processes together (${names.join(', ')}); Ctrl+C ends them.`]
      : []),
    ...(requests
      ? [
          'The requests are in `requests.http`: the REST Client of VS Code, the HTTP client of JetBrains’ editors and httpyac send them.',
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n');
}
