/**
 * The embedded engine's own files: built once into `.cache/engine`, served under `_engine/` while an
 * author works and copied there by a build.
 */
import { cpSync, createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { typeOf } from './media-types.ts';

const root = process.cwd();
const cache = join(root, '.cache/engine');
const builder = join(root, 'src/build/engine/build.ts');

async function build(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const module = (await import(builder)) as { buildEngine(outDir: string): Promise<void> };
  await module.buildEngine(cache);
}

export function engine(): AstroIntegration {
  let base = '/';
  return {
    name: 'port3000-engine',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:server:setup': async ({ server, logger }) => {
        if (!existsSync(builder)) return;
        logger.info('building the engine');
        await build();
        const prefix = `${base}_engine/`;
        server.middlewares.use((request, response, next) => {
          const path = (request.url ?? '').split('?')[0]!;
          if (!path.startsWith(prefix)) return next();
          const file = normalize(join(cache, decodeURIComponent(path.slice(prefix.length))));
          if (!file.startsWith(cache) || !existsSync(file) || !statSync(file).isFile()) {
            response.statusCode = 404;
            return response.end();
          }
          response.setHeader('content-type', typeOf(file));
          createReadStream(file).pipe(response);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!existsSync(builder)) return;
        logger.info('building the engine');
        await build();
        cpSync(cache, join(fileURLToPath(dir), '_engine'), { recursive: true });
      },
    },
  };
}
