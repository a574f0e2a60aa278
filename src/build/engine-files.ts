/**
 * The embedded engine's own files: kept in `.cache/engine`, served under `_engine/` while an
 * author works and copied there by a build.
 */
import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { typeOf } from './media-types.ts';

/** The path of the engine's builder. Node imports it at run time, so that Astro's bundler does not bundle it. */
const builder = join(process.cwd(), 'src/build/engine/cached.ts');

async function build(logger: AstroIntegrationLogger): Promise<string> {
  const { cachedEngine } = (await import(builder)) as typeof import('./engine/cached.ts');
  return cachedEngine(() => logger.info('building the engine'));
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
        const folder = await build(logger);
        const prefix = `${base}_engine/`;
        server.middlewares.use((request, response, next) => {
          const path = (request.url ?? '').split('?')[0]!;
          if (!path.startsWith(prefix)) return next();
          const file = normalize(join(folder, decodeURIComponent(path.slice(prefix.length))));
          if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
            response.statusCode = 404;
            return response.end();
          }
          response.setHeader('content-type', typeOf(file));
          createReadStream(file).pipe(response);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        cpSync(await build(logger), join(fileURLToPath(dir), '_engine'), { recursive: true });
      },
    },
  };
}
