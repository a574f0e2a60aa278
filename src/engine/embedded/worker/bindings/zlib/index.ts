/**
 * `internalBinding('zlib')` before anybody compresses: Express requires zlib for the rare compressed
 * request, and the codecs are a script of their own.
 */
type Binding = Readonly<Record<string, unknown>>;

/** @param load gives the real binding; called when something is first compressed or decompressed. */
export function createZlibBinding(load: () => object): Binding {
  let binding: Binding | undefined;
  const real = (): Binding => (binding ??= load() as Binding);
  const later = (name: string): unknown =>
    ({
      [name]: class {
        constructor(...args: unknown[]) {
          return new (real()[name] as new (...args: unknown[]) => object)(...args);
        }
      },
    })[name];
  return {
    ...Object.fromEntries(
      ['Zlib', 'BrotliDecoder', 'BrotliEncoder', 'ZstdCompress', 'ZstdDecompress'].map((name) => [name, later(name)]),
    ),
    crc32: (...args: unknown[]) => (real()['crc32'] as (...args: unknown[]) => number)(...args),
  };
}
