// The wire format of protobuf, as far as an order needs it: no library, no schema.

/** A whole number from 0 on: seven bits a byte, the lowest first; the top bit: more. */
export function varint(number) {
  const bytes = [];
  while (number > 127) {
    bytes.push((number % 128) + 128);
    number = Math.floor(number / 128);
  }
  return [...bytes, number];
}

const VARINT = 0; // whole numbers and booleans
const LEN = 2; // text and messages: a length, then so many bytes

/** What stands before each value: the field's number, and how to find its end. */
const tag = (field, wireType) => varint(field * 8 + wireType);

export const int = (field, value) => [...tag(field, VARINT), ...varint(value)];

export function bytes(field, value) {
  return [...tag(field, LEN), ...varint(value.length), ...value];
}

export const text = (field, value) => bytes(field, Buffer.from(value));

/** An order of shop.proto. Zero and the empty text are left out, as proto3 does. */
export function encodeOrder({ id, customer, lines }) {
  const line = ({ sku, quantity }) => [
    ...(sku === '' ? [] : text(1, sku)),
    ...(quantity === 0 ? [] : int(2, quantity)),
  ];
  return Buffer.from([
    ...(id === 0 ? [] : int(1, id)),
    ...(customer === '' ? [] : text(2, customer)),
    ...lines.flatMap((each) => bytes(3, line(each))),
  ]);
}
