import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';

export const ways = {
  // Broken on purpose: what write() returns is not looked at.
  async 'write on'(source, sink) {
    for await (const chunk of source) sink.write(chunk);
    sink.end();
    await finished(sink);
  },
  async 'wait for drain'(source, sink) {
    for await (const chunk of source) {
      if (!sink.write(chunk)) await once(sink, 'drain');
    }
    sink.end();
    await finished(sink);
  },
  // The same, and it closes both ends when one of them fails.
  pipeline: (source, sink) => pipeline(source, sink),
};
