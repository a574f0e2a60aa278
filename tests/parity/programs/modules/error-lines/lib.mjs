export function deep(n) {
  if (n === 0) throw new RangeError('deep enough');
  return deep(n - 1);
}
