/** A sandbox as Markdown: what it shows, its files, the requests to it. */
import { extname } from 'node:path';
import type { Sandbox } from '../../sandbox/catalogue/load-sandbox.ts';

/** Languages of fences, by the end of a file's name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.cjs': 'js',
  '.html': 'html',
  '.js': 'js',
  '.json': 'json',
  '.mjs': 'js',
  '.sql': 'sql',
  '.ts': 'ts',
};

/** @param address of the sandbox's own page */
export function programMarkdown({ manifest, files, http }: Sandbox, address: string): string {
  const commands = Object.entries(manifest.processes).map(([name, { command }]) => `${name}: \`${command}\``);
  const listings = Object.entries(files).map(([path, text]) => listing(path, LANGUAGES[extname(path)] ?? 'text', text));
  if (http !== null) listings.push(listing('requests.http', 'http', http));
  return [
    `**Program: ${manifest.title}.** ${manifest.summary} ([run it, and what Node answered](${address}))`,
    commands.join(', '),
    ...listings,
  ].join('\n\n');
}

function listing(path: string, language: string, text: string): string {
  const end = text.endsWith('\n') ? '' : '\n';
  const fence = fenceFor(text);
  return `\`${path}\`:\n\n${fence}${language}\n${text}${end}${fence}`;
}

/** @returns a fence that no run of backticks in the text closes (CommonMark 0.31 §4.5) */
export function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(3, longest + 1));
}
