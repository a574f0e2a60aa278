// What can be read of a message without its .proto file: numbers of fields, not names.

function varintAt(bytes, start) {
  let value = 0n;
  for (let at = start; at < bytes.length && at < start + 10; at += 1) {
    value |= BigInt(bytes[at] & 127) << BigInt(7 * (at - start));
    if (bytes[at] < 128) return { value: BigInt.asUintN(64, value), end: at + 1 };
  }
  throw new Error(`the number at byte ${start} has no end`);
}

// Wire types 3 and 4, groups, are deprecated and not read here.
const FIXED = new Map([[1, 8], [5, 4]]);

/** Yields { field, wireType, head, value } for each record of `bytes`. */
export function* records(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const tag = varintAt(bytes, at);
    const field = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    let from = tag.end;
    let end;
    if (wireType === 0) {
      end = varintAt(bytes, from).end;
    } else if (wireType === 2) {
      const length = varintAt(bytes, from);
      from = length.end;
      end = from + Number(length.value);
    } else {
      end = from + (FIXED.get(wireType) ?? Infinity);
    }
    if (end > bytes.length) throw new Error(`the record at byte ${at} has no end`);
    const [head, value] = [bytes.subarray(at, from), bytes.subarray(from, end)];
    yield { field, wireType, head, value };
    at = end;
  }
}

export const hex = (bytes) =>
  Buffer.from(bytes).toString('hex').replace(/..(?=.)/g, '$& ');

/** A line for each record: its bytes, and what they say. */
export function explain(bytes) {
  return [...records(bytes)].map(({ field, wireType, head, value }) => {
    const text = JSON.stringify(Buffer.from(value).toString());
    const said = wireType === 0
      ? `number ${varintAt(value, 0).value}`
      : `${value.length} bytes, as text ${text}`;
    return `${hex([...head, ...value]).padEnd(27)} field ${field}: ${said}`;
  });
}
