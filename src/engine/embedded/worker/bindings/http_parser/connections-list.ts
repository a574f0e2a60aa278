/** The parsers of one server by what each is doing (ConnectionsList in src/node_http_parser.cc). */
export interface ListedParser {
  /** When the message under way began, in milliseconds; 0 between messages. */
  readonly messageStart: number;
  headersCompleted(): boolean;
}

/** @param now milliseconds, monotonic */
export const connectionsListOf = (now: () => number) =>
  class ConnectionsList {
    readonly #connections = new Set<ListedParser>();
    add(parser: ListedParser): void {
      this.#connections.add(parser);
    }
    delete(parser: ListedParser): void {
      this.#connections.delete(parser);
    }
    all(): ListedParser[] {
      return [...this.#connections];
    }
    idle(): ListedParser[] {
      return this.all().filter((parser) => parser.messageStart === 0);
    }
    active(): ListedParser[] {
      return this.all().filter((parser) => parser.messageStart !== 0);
    }
    /**
     * Takes out and returns parsers whose headers or request took longer than allowed (milliseconds; 0 is for ever).
     */
    expired(headersTimeout: number, requestTimeout: number): ListedParser[] {
      const time = now();
      const late = this.active().filter(
        (parser) =>
          (!parser.headersCompleted() && headersTimeout > 0 && time - parser.messageStart >= headersTimeout) ||
          (requestTimeout > 0 && time - parser.messageStart >= requestTimeout),
      );
      for (const parser of late) this.#connections.delete(parser);
      return late;
    }
  };

export type ConnectionsList = InstanceType<ReturnType<typeof connectionsListOf>>;
