// A message in gRPC: one byte that says whether it is packed, four for its length, then
// the message (“gRPC over HTTP2”, Length-Prefixed-Message). DATA frames of HTTP/2 carry
// these bytes, and cut them anywhere.

export function frame(message) {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(0, 0); // not compressed
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

const MOST = 4 * 1024 * 1024; // the length comes from a stranger

/** Takes pieces cut anywhere; `push` returns the messages that are complete. */
export function createReader() {
  let rest = Buffer.alloc(0);
  return {
    push(piece) {
      rest = Buffer.concat([rest, piece]);
      const messages = [];
      while (rest.length >= 5) {
        const length = rest.readUInt32BE(1);
        if (rest[0] !== 0) throw new Error('packed messages are not read here');
        if (length > MOST) throw new Error(`a message of ${length} bytes is too long`);
        if (rest.length < 5 + length) break;
        messages.push(rest.subarray(5, 5 + length));
        rest = rest.subarray(5 + length);
      }
      return messages;
    },
  };
}
