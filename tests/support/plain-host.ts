/** A plain host, made for no site: it serves files as they are, without headers, redirects or a 404 page. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { typeOf } from '../../src/build/media-types.ts';
import { mustBeBuilt, type BuiltSite } from './site.ts';

export interface PlainHost {
  /** The address of the site's first page, with the base. */
  readonly address: string;
  readonly port: number;
  close(): void;
}

/** Serves a built site on loopback, and nothing outside its base. @param at the port; 0 for any */
export async function servePlainly(site: BuiltSite, at = 0): Promise<PlainHost> {
  mustBeBuilt(site);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(site.base)) return void response.writeHead(404).end();
    const file = pathname.slice(site.base.length).replace(/(^|\/)$/, '$1index.html');
    readFile(join(site.folder, file)).then(
      (contents) => response.writeHead(200, { 'content-type': typeOf(file) }).end(contents),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(at, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${site.base}`,
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
