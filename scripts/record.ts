/**
 * `npm run record [-- --check] [-- rate-limiting/boundary methods …]`: runs sandboxes, or all of a
 * chapter, in real Node and writes their transcripts.
 * With `--check` nothing is written; transcripts that are stale are shown and the exit code is 1.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../src/sandbox/catalogue/catalogue.ts';
import { SandboxError } from '../src/sandbox/catalogue/load-sandbox.ts';
import { isSandboxId } from '../src/sandbox/sandbox-id.ts';
import { diffTranscripts, serializeTranscript } from '../src/sandbox/transcript.ts';
import { lostAnswers } from './record/lost-answers.ts';
import { pinnedNode } from './record/pinned-node.ts';
import { RecordError, recordSandbox } from './record/record-sandbox.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const check = words.includes('--check');
const unknown = words.filter((word) => word.startsWith('-') && word !== '--check');
if (unknown.length > 0) {
  console.error(
    `${unknown[0]} is not an option. Usage: npm run record [-- --check] [-- rate-limiting/boundary methods …]`,
  );
  process.exit(2);
}

const node = pinnedNode(root);
const book = catalogue(root);
const wanted = words.filter((word) => !word.startsWith('-'));
const queue =
  wanted.length === 0 ? [...book.ids] : wanted.flatMap((word) => (isSandboxId(word) ? word : book.idsOf(word)));
let failures = 0;

async function recordOne(name: string): Promise<void> {
  try {
    const sandbox = book.sandbox(name);
    const transcript = await recordSandbox(sandbox, { root, node });
    const difference =
      sandbox.transcript === null ? 'there is no transcript.json yet' : diffTranscripts(sandbox.transcript, transcript);
    if (difference === null) {
      console.log(`${name}: unchanged`);
    } else if (check) {
      failures += 1;
      console.log(`${name}: stale; run “npm run record -- ${name}”\n${difference}`);
    } else {
      writeFileSync(join(book.folder, name, 'transcript.json'), serializeTranscript(transcript));
      console.log(`${name}: written${sandbox.transcript === null ? '' : `\n${difference}`}`);
      for (const lost of lostAnswers(sandbox.transcript, transcript)) console.log(`${name}: ${lost}`);
    }
  } catch (error) {
    failures += 1;
    if (error instanceof SandboxError) console.error(error.message);
    else if (error instanceof RecordError) console.error(`${name} ${error.message}`);
    else throw error;
  }
}

async function work(): Promise<void> {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) await recordOne(name);
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failures > 0) process.exitCode = 1;
