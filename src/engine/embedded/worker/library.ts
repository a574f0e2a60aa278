/** The sources of Node's builtins, compiled one by one when they are first required, or ahead of that. */
export class BuiltinSources {
  readonly #sources = new Map<string, string>();
  readonly #compiled = new Map<string, Function>();
  readonly #missing: (id: string) => never;
  /** Ids of all builtins whose sources have come. */
  readonly ids = new Set<string>();

  constructor(chunks: readonly string[], missing: (id: string) => never) {
    this.#missing = missing;
    for (const chunk of chunks) this.add(chunk);
  }

  /** Adds a chunk: a JSON object from id to function source. */
  add(chunk: string): void {
    for (const [id, source] of Object.entries(JSON.parse(chunk) as Record<string, string>)) {
      this.#sources.set(id, source);
      this.ids.add(id);
    }
  }

  has(id: string): boolean {
    return this.#sources.has(id) || this.#compiled.has(id);
  }

  /** The builtin's wrapper function, under its own name for stack traces; to be run once. */
  compile(id: string): Function {
    const compiled = this.#compiled.get(id) ?? this.#evaluate(id);
    this.#compiled.delete(id);
    return compiled;
  }

  /** Compiles the next builtins that are not compiled yet, without running them; false when there are none. */
  compileAhead(count: number): boolean {
    const ids = [...this.#sources.keys()].slice(0, count);
    for (const id of ids) this.#compiled.set(id, this.#evaluate(id));
    return ids.length > 0;
  }

  #evaluate(id: string): Function {
    const source = this.#sources.get(id);
    if (source === undefined) return this.#missing(id);
    this.#sources.delete(id);
    // eslint-disable-next-line no-eval
    return (0, eval)(`(${source})\n//# sourceURL=node:${id}`) as Function;
  }
}
