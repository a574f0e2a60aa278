/**
 * The manifest of a sandbox: its `package.json`, in which the field `sandbox` says how the book shows the sandbox.
 * Nothing is written down that can be derived: the name comes from the folder, the default process from
 * `scripts.start`, the packages from `dependencies`.
 */
import { z } from 'zod';
import { plotFields, plotsSchema, type Plots } from './manifest-plots.ts';
import { AUTHOR_PANES, type AuthorPane } from './panes.ts';
import { flatName, isSandboxId } from './sandbox-id.ts';

/** The engines that can run an example. */
export const ENGINES = ['embedded', 'webcontainer'] as const;

const PROCESS_NAME = /^[a-z][a-z0-9-]*$/;

const text = (example: string) =>
  z
    .string({ error: `write a text here, such as "${example}"` })
    .trim()
    .min(1, `write a text here, such as "${example}"`);

const command = z
  .string({ error: 'write the command that starts it, such as "node server.js"' })
  .regex(/^node\s+[^\s'"]/, 'a process is started by node: write it as "node server.js"')
  .regex(
    /^[^'"`$&|;<>]*$/,
    'the command is not run by a shell: write only node, its options, a file and arguments, without quotes',
  );

const environment = z.record(
  z.string(),
  z.string({ error: 'values of the environment are texts: write "3001", not 3001' }),
);

const processes = z
  .record(
    z.string().regex(PROCESS_NAME, 'a process is named in lower case, such as "api"'),
    z.union([command, z.strictObject({ command, env: environment.optional() })], {
      error: (issue) =>
        deepestMessage(issue) ??
        'write the command, such as "node server.js", or { "command": "node server.js", "env": { "PORT": "3001" } }',
    }),
    { error: 'write process names and commands, such as { "api": "node server.js" }' },
  )
  .refine(
    (value) => Object.keys(value).length > 0,
    'name at least one process, or leave the field out to run scripts.start',
  );

export const sandboxFieldSchema = z.strictObject(
  {
    title: text('Fixed window').describe('What the sandbox is called on the page.'),
    summary: text('Counts requests per client and minute.')
      .regex(/^[^\n]*$/, 'keep the summary on one line')
      .describe('One sentence: what there is to see.'),
    files: z
      .array(z.string({ error: 'write the file’s path, such as "server.js"' }), {
        error: 'list the files to show, such as ["server.js"]',
      })
      .min(1, 'list at least one file, such as ["server.js"]')
      .describe('The files the reader sees and edits, in this order.'),
    processes: processes.optional().describe('Process name to command. Default: { "app": scripts.start }.'),
    panes: z
      .array(z.enum(AUTHOR_PANES, { error: `only these panes can be opened: ${AUTHOR_PANES.join(', ')}` }), {
        error: 'list panes, such as ["log"]',
      })
      .default([])
      .describe('Panes that are open before they have something to show.'),
    plots: plotsSchema.optional().describe('What the files below plots/ show that its programs write, by name.'),
    engines: z
      .array(z.enum(ENGINES, { error: `the engines are ${ENGINES.join(' and ')}` }), {
        error: 'list engines, such as ["embedded"]',
      })
      .min(1, 'list at least one engine')
      .default([...ENGINES])
      .describe('The engines that can run it. Default: all.'),
  },
  { error: 'write the fields of the sandbox here: { "title", "summary", "files" }' },
);

const packageSchema = z.looseObject(
  {
    name: z.string({ error: 'write the package’s name, such as "@port3000/rate-limiting-boundary"' }),
    private: z.literal(true, { error: 'write true: examples are not published' }),
    type: z.literal('module', { error: 'write "module": examples are ES modules' }),
    scripts: z.looseObject({ start: command }, { error: 'write { "start": "node server.js" }' }),
    dependencies: z
      .record(
        z.string(),
        z
          .string({ error: 'write an exact version, such as "5.3.0"' })
          .regex(
            /^\d+\.\d+\.\d+(-[\w.]+)?$/,
            'write an exact version, such as "5.3.0", so that the example stays as it was recorded',
          ),
      )
      .default({}),
    sandbox: sandboxFieldSchema,
  },
  { error: 'the file must hold one JSON object' },
);

export interface ManifestProcess {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Manifest {
  /** The sandbox's id, which is its folder below `sandboxes/`: `rate-limiting/boundary`. */
  readonly id: string;
  /** The id as one word: `rate-limiting-boundary`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly files: readonly string[];
  readonly processes: Readonly<Record<string, ManifestProcess>>;
  readonly panes: readonly AuthorPane[];
  readonly engines: readonly (typeof ENGINES)[number][];
  /** The plots that its programs draw, by name; left out when they draw none. */
  readonly plots?: Plots;
  /** The packages that it depends on: name to exact version. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A problem, which stops the build. */
export interface Problem {
  /** Path inside the sandbox's folder. */
  readonly file: string;
  /** The field of package.json, such as `sandbox.files[1]`, or the line, such as `line 7`. */
  readonly field?: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

export type ManifestResult =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a sandbox's package.json.
 *
 * @param source the file's text
 * @param id the folder below `sandboxes/`
 * @param listing paths of the folder's files
 */
export function parseManifest(source: string, id: string, listing: readonly string[]): ManifestResult {
  const file = 'package.json';
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return { ok: false, problems: [{ file, message: `this is not JSON: ${(error as Error).message}` }] };
  }
  const parsed = packageSchema.safeParse(json);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ file, field: fieldName(issue.path), message: explain(issue) })),
    };
  }

  const { name, scripts, dependencies, sandbox } = parsed.data;
  const problems: Problem[] = [];
  const report = (field: string, message: string) => problems.push({ file, field, message });
  const mustExist = (field: string, path: string) => {
    if (!listing.includes(path))
      report(field, `there is no file “${path}” in the folder; it holds ${listing.join(', ')}`);
  };

  if (!isSandboxId(id))
    report(
      'name',
      `the folder “${id}” must be named in kebab-case, chapter and name, such as “rate-limiting/boundary”`,
    );
  if (name !== `@port3000/${flatName(id)}`) report('name', `write "@port3000/${flatName(id)}", after the folder`);
  sandbox.files.forEach((path, index) => {
    mustExist(`sandbox.files[${index}]`, path);
    if (sandbox.files.indexOf(path) !== index) report(`sandbox.files[${index}]`, `“${path}” is listed twice`);
  });

  const declared = sandbox.processes ?? { app: scripts.start };
  const named: Record<string, ManifestProcess> = {};
  for (const [process, value] of Object.entries(declared)) {
    const normalized =
      typeof value === 'string' ? { command: value, env: {} } : { command: value.command, env: value.env ?? {} };
    named[process] = normalized;
    const field = sandbox.processes === undefined ? 'scripts.start' : `sandbox.processes.${process}`;
    const entry = entryFile(normalized.command);
    if (entry === null) report(field, 'the command names no file; write it as "node server.js"');
    else mustExist(field, entry);
  }

  if (problems.length > 0) return { ok: false, problems };
  const { title, summary, files, panes, engines, plots } = sandbox;
  return {
    ok: true,
    manifest: {
      id,
      name: flatName(id),
      title,
      summary,
      files,
      processes: named,
      panes,
      engines,
      dependencies,
      ...(plots !== undefined && { plots }),
    },
  };
}

/** The file a `node …` command runs, relative to the folder; `null` when it names none. */
export function entryFile(nodeCommand: string): string | null {
  const file = nodeCommand
    .trim()
    .split(/\s+/)
    .slice(1)
    .find((word) => !word.startsWith('-'));
  return file === undefined ? null : file.replace(/^\.\//, '');
}

/** The problem as a line: `sandboxes/rate-limiting/window/package.json, sandbox.files[1]: there is no file …`. */
export function formatProblem(id: string, problem: Problem): string {
  return `sandboxes/${id}/${problem.file}${problem.field ? `, ${problem.field}` : ''}: ${problem.message}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const plots = issue.path.indexOf('plots');
  const known = issue.path.includes('processes')
    ? ['command', 'env']
    : plots < 0
      ? Object.keys(sandboxFieldSchema.shape)
      : plotFields(issue.path.slice(plots));
  return `there is no field ${issue.keys.map((key) => `“${key}”`).join(', ')} here; the fields are ${known.join(', ')}`;
}

/** The message of the branch that came furthest: a union itself reports only that no branch fits. */
function deepestMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  const branch = typeof issue.input === 'string' ? issue.errors[0] : issue.errors[1];
  return branch?.[0]?.code === 'unrecognized_keys'
    ? explain({ ...branch[0], path: ['processes'] })
    : branch?.[0]?.message;
}
