/**
 * Events of message ports. In Node their class comes from undici, which is as large as the rest of the library
 * together: a program that has no other use for undici gets this in its place.
 */

interface MessageEventInit {
  readonly data?: unknown;
  readonly ports?: readonly object[];
}

type EventClass = new (type: string) => Event;

/** @param missing is called when something else of undici is wanted. */
export function messageEventsOnly(eventClass: () => EventClass, missing: () => never): object {
  let make: ((type: string, init: MessageEventInit) => Event) | undefined;
  const createFastMessageEvent = (type: string, init: MessageEventInit): Event => {
    make ??= maker(eventClass());
    return make(type, init);
  };
  return new Proxy(
    { createFastMessageEvent },
    {
      get: (target, name) =>
        name === 'createFastMessageEvent'
          ? target.createFastMessageEvent
          : typeof name === 'symbol'
            ? undefined
            : missing(),
    },
  );
}

function maker(Base: EventClass): (type: string, init: MessageEventInit) => Event {
  class MessageEvent extends Base {
    static {
      Object.defineProperty(this, 'name', { value: 'MessageEvent' }); // programs see it; the build shortens names
    }
    readonly data: unknown;
    readonly origin = '';
    readonly lastEventId = '';
    readonly source = null;
    readonly ports: readonly object[];

    constructor(type: string, { data = null, ports = [] }: MessageEventInit) {
      super(type);
      this.data = data;
      this.ports = Object.freeze([...ports]);
    }
  }
  return (type, init) => new MessageEvent(type, init);
}
