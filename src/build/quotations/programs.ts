/** Listings that are programs: parses them, and runs them in real Node. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parse } from 'acorn';

/** The file extension under which a program in a listing's language is stored. */
const EXTENSIONS: Readonly<Record<string, string>> = { js: 'mjs', mjs: 'mjs', cjs: 'cjs', ts: 'mts' };

/** Languages of listings that real Node can run. */
export const RUNNABLE = Object.keys(EXTENSIONS);

export interface SyntaxProblem {
  /** The line of the listing, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * Parses JavaScript, TypeScript and JSON; a part of a function may return and await.
 *
 * @returns `null` when the text can be parsed or is in another language
 */
export function syntaxProblem(language: string | null, text: string): SyntaxProblem | null {
  try {
    if (language === 'json') JSON.parse(text);
    else if (language !== null && RUNNABLE.includes(language)) parseProgram(language, text);
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc } = error as { readonly loc?: { readonly line: number } };
    return { line: loc?.line ?? 1, message: error.message.replace(/ \(\d+:\d+\)$/, '') };
  }
}

function parseProgram(language: string, text: string): void {
  parse(language === 'ts' ? stripTypeScriptTypes(text) : text, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowHashBang: true,
  });
}

export interface ProgramResult {
  /** The exit code; `null` when the program was ended because it took too long. */
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a listing as a file of the repository, so that it finds the packages that sandboxes use.
 *
 * @param timeout milliseconds
 */
export async function runListing(
  language: string,
  text: string,
  { root, node, timeout = 10_000 }: { readonly root: string; readonly node: string; readonly timeout?: number },
): Promise<ProgramResult> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/listing-'));
  try {
    const file = join(folder, `listing.${EXTENSIONS[language]!}`);
    writeFileSync(file, text);
    return await new Promise((resolve, reject) => {
      const child = spawn(node, [file], { cwd: folder, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => {
          output += part;
        });
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode, output }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
