/** The sources of Node's builtins, compiled one by one when they are first required. */
export class BuiltinSources {
  readonly #sources = new Map<string, string>();
  readonly #missing: (id: string) => never;

  constructor(chunks: readonly string[], missing: (id: string) => never) {
    this.#missing = missing;
    for (const chunk of chunks) this.add(chunk);
  }

  /** Adds a chunk: a JSON object from id to function source. */
  add(chunk: string): void {
    for (const [id, source] of Object.entries(JSON.parse(chunk) as Record<string, string>)) this.#sources.set(id, source);
  }

  has(id: string): boolean {
    return this.#sources.has(id);
  }

  /** The builtin's wrapper function, under its own name for stack traces. */
  compile(id: string): Function {
    const source = this.#sources.get(id);
    if (source === undefined) return this.#missing(id);
    this.#sources.delete(id);
    // eslint-disable-next-line no-eval
    return (0, eval)(`(${source})\n//# sourceURL=node:${id}`) as Function;
  }
}
