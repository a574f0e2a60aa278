import type { BindingContext } from '../../binding.ts';
import { FileSystemError } from '../../vfs/errors.ts';
import type { FileSystem } from '../../vfs/file-system.ts';
import { invalidType } from '../../file-calls/arguments.ts';
import { pathOf as path } from '../../file-calls/requests.ts';

/** Endings tried after `main`, in this order; the index is the answer (lib/internal/modules/esm/resolve.js). */
const afterMain = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
const withoutMain = ['index.js', 'index.json', 'index.node'];

const wasmMagic = [0x00, 0x61, 0x73, 0x6d];
const EXTENSIONLESS_FORMAT_JAVASCRIPT = 0;
const EXTENSIONLESS_FORMAT_WASM = 1;

/** The functions of the binding that the module loaders call. */
export function createModuleOperations(context: BindingContext, fileSystem: FileSystem) {
  const isFile = (name: string): boolean => {
    const inode = fileSystem.find(name);
    return inode !== undefined && inode.kind !== 'directory';
  };

  return {
    /** @returns 0 for a file, 1 for a directory, a negative error number when there is neither. */
    internalModuleStat(name: unknown): number {
      const inode = fileSystem.find(path(name));
      if (inode !== undefined) return inode.kind === 'directory' ? 1 : 0;
      try {
        fileSystem.stat(path(name));
      } catch (error) {
        if (error instanceof FileSystemError) return error.errno;
      }
      return new FileSystemError('ENOENT').errno;
    },

    getFormatOfExtensionlessFile(name: unknown): number {
      const inode = fileSystem.find(path(name));
      if (inode?.kind !== 'file') return EXTENSIONLESS_FORMAT_JAVASCRIPT;
      const { bytes } = inode.data;
      return wasmMagic.every((byte, index) => bytes[index] === byte)
        ? EXTENSIONLESS_FORMAT_WASM
        : EXTENSIONLESS_FORMAT_JAVASCRIPT;
    },

    /**
     * Finds a package's entry by the rules of CommonJS.
     * @param directory the package's directory, ending in a slash
     * @param base URL of the importing module, for the error
     */
    legacyMainResolve(directory: string, main: unknown, base: unknown): number {
      const { resolve } = context.require('path') as { resolve(...parts: string[]): string };
      const entry = typeof main === 'string' ? resolve(directory, main) : undefined;
      if (entry !== undefined) {
        const found = afterMain.findIndex((suffix) => isFile(entry + suffix));
        if (found !== -1) return found;
      }
      const found = withoutMain.findIndex((name) => isFile(resolve(directory, name)));
      if (found !== -1) return found + afterMain.length;
      if (typeof base !== 'string') {
        throw invalidType('The "base" argument must be of type string or an instance of URL.');
      }
      const { fileURLToPath } = context.require('internal/url') as { fileURLToPath(url: string): string };
      const name = entry ?? resolve(directory, 'index.js');
      const error = new Error(`Cannot find package '${name}' imported from ${fileURLToPath(base)}`);
      throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
    },
  };
}
