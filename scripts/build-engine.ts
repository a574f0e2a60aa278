/** The engine, for tests of it and for `npm run sandbox`: in `.cache/engine` and only when it has changed, or in a folder that is named. */
import { buildEngine } from '../src/build/engine/build.ts';
import { cachedEngine } from '../src/build/engine/cached.ts';
import { failPlainly } from './lib/fail.ts';

const [folder] = process.argv.slice(2);
failPlainly(async () => void (folder === undefined ? await cachedEngine() : await buildEngine(folder)));
