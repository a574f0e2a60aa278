import { buildEngine } from '../src/build/engine/build.ts';

const [outDir = '.cache/engine'] = process.argv.slice(2);
await buildEngine(outDir);
