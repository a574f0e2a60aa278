/** `npm install` in the container, with npm's messages passed on as they come. */
import type { WebContainer } from '@webcontainer/api';
import type { Result } from '../engine.ts';
import { failure } from '../shared/failure.ts';

/** Milliseconds without output from npm until it is given up. */
const SILENCE = 120_000;
/** Escape sequences of terminals, and the characters that npm's spinner is drawn with. */
const DRAWING = /\x1b\[[0-9;?]*[A-Za-z]|[\u2800-\u28ff]|[\\|/-](?=\x1b|\r|$)/g;

/** @param folder the folder of package.json, relative to the container's working directory */
export async function install(
  container: WebContainer,
  folder: string,
  packages: readonly string[],
  progress: (step: string) => void,
): Promise<Result<{}>> {
  progress(`Installing ${packages.join(', ')}`);
  const process = await container.spawn('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    env: { NO_COLOR: '1' },
  });
  const { promise: silent, resolve } = Promise.withResolvers<'silent'>();
  let timer = setTimeout(() => resolve('silent'), SILENCE);
  const lines: string[] = [];
  let rest = '';
  const output = process.output.pipeTo(
    new WritableStream({
      write(text) {
        clearTimeout(timer);
        timer = setTimeout(() => resolve('silent'), SILENCE);
        const parts = (rest + text).replaceAll(DRAWING, '').split(/[\r\n]+/);
        rest = parts.pop() ?? '';
        for (const line of parts.map((part) => part.trim()).filter(Boolean)) {
          lines.push(line);
          progress(line);
        }
      },
    }),
  );
  const code = await Promise.race([process.exit, silent]);
  clearTimeout(timer);
  if (code === 'silent') {
    process.kill();
    return failure(
      'timeout',
      `npm install said nothing for ${SILENCE / 1000} seconds and was stopped. Check the connection and run again.`,
    );
  }
  if (code === 0) return { ok: true };
  await output.catch(() => {});
  const why = lines
    .filter((line) => /^npm (?:error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, ''));
  return failure(
    'project',
    `npm install failed (exit code ${code})${why.length > 0 ? `: ${why.slice(0, 3).join(' ')}` : ''}. Are ${packages.join(', ')} the right names and versions?`,
  );
}
