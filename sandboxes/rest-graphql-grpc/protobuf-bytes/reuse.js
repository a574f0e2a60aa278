// Broken on purpose: four ways to take a number that was in use. The writer has
// `before`, the reader `after`.
import protobuf from 'protobufjs';

const message = (fields) => {
  const source = `syntax = "proto3"; message Order { ${fields} }`;
  return protobuf.parse(source, { keepCase: true }).root.lookupType('Order');
};

const changes = [
  ['same type', 'string coupon = 4;', 'string gift = 4;', 'SPRING20'],
  ['meaning', 'int32 discount = 4;', 'int32 days_to_pay = 4;', 15],
  ['sint32', 'int32 discount = 4;', 'sint32 discount = 4;', 15],
  ['number', 'string coupon = 4;', 'int32 discount = 4;', 'SPRING20'],
];

/** @returns a line for each change: what was written, and what is read */
export function misread() {
  return changes.map(([what, before, after, value]) => {
    const name = before.split(' ')[1];
    const written = { [name]: value };
    const bytes = message(before).encode(written).finish();
    let read;
    try {
      const After = message(after);
      read = JSON.stringify(After.toObject(After.decode(bytes)));
    } catch (error) {
      read = `${error.name}: ${error.message}`;
    }
    return `${what.padEnd(11)} ${JSON.stringify(written).padEnd(23)} ${read}`;
  });
}

/** The number is marked as used up, and somebody takes it all the same. */
export function reserved() {
  try {
    message('reserved 4; string gift = 4;');
    return 'accepted';
  } catch (error) {
    return error.message;
  }
}
