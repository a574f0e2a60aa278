/**
 * A wrong order of lines, the same at every build.
 *
 * @param lines in their right order, each different
 * @param seed what the order depends on besides, such as the question
 * @returns indices into `lines`
 */
export function shuffled(lines: readonly string[], seed: string): readonly number[] {
  let state = 2_166_136_261;
  for (const sign of seed) state = Math.imul(state ^ sign.codePointAt(0)!, 16_777_619) >>> 0;
  const random = (below: number) => {
    // Numerical Recipes' linear congruential generator: its upper bits are good enough to mix a few lines.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const order = lines.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  if (order.every((line, place) => line === place)) order.push(order.shift()!);
  return order;
}
