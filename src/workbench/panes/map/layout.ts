/** Where processes stand on the map: the reader at the left, on a narrow screen above; the processes around a middle. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly height: number;
}

/** Pixels of a process's box, of the edge around all, and from which width on there is room beside each other. */
export const BOX = { width: 92, height: 46 };
const EDGE = 6;
const WIDE = 480;

/** @param names the reader's end first @param width pixels that there are */
export function layout(names: readonly string[], width: number): Layout {
  const [client = '', ...processes] = names;
  const count = processes.length;
  const wide = width >= WIDE;
  const height = wide
    ? count === 1
      ? 110
      : Math.min(380, 130 + count * 42)
    : 110 + (count < 3 ? 60 : 60 + count * 40);
  const half = { x: BOX.width / 2 + EDGE, y: BOX.height / 2 + EDGE };
  const reader = wide ? { x: half.x, y: height / 2 } : { x: width / 2, y: half.y };
  // What is left for the processes.
  const left = wide ? half.x * 2 + 80 + half.x : half.x;
  const top = wide ? half.y : half.y * 2 + 20 + half.y;
  const middle = { x: (left + width - half.x) / 2, y: (top + height - half.y) / 2 };
  const reach = { x: width - half.x - middle.x, y: height - half.y - middle.y };
  const places = new Map<string, Place>([[client, reader]]);
  processes.forEach((name, index) => {
    if (count === 1)
      places.set(name, wide ? { x: width - half.x, y: height / 2 } : { x: width / 2, y: height - half.y });
    else {
      const angle = ((begin(count, wide) + (360 / count) * index) * Math.PI) / 180;
      places.set(name, { x: middle.x + reach.x * Math.cos(angle), y: middle.y - reach.y * Math.sin(angle) });
    }
  });
  return { places, height };
}

/** Degrees of the first: turned so that nobody stands right between the reader and another. */
function begin(count: number, wide: boolean): number {
  if (wide) return count % 2 === 1 ? 180 : 180 - 180 / count;
  return count % 2 === 1 ? 270 : 90 - 180 / count;
}
