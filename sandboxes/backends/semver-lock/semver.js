// Versions are ordered as Semantic Versioning 2.0.0 says; ranges mean what npm says.
// Of npm's grammar this knows 1.2.3, ^1.2.3, ~1.2.3, >=1.2.3 and *.

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i;

export function parse(text) {
  const found = VERSION.exec(text);
  if (!found) throw new Error(`“${text}” is no version; write it as 1.2.3`);
  const [, major, minor, patch, pre] = found;
  return { numbers: [major, minor, patch].map(Number), pre: pre?.split('.') ?? [] };
}

/** @returns below 0 when `a` comes before `b`, above 0 when after, else 0 */
export function compare(a, b) {
  const [x, y] = [parse(a), parse(b)];
  const i = x.numbers.findIndex((number, at) => number !== y.numbers[at]);
  if (i >= 0) return x.numbers[i] - y.numbers[i];
  // 1.0.0-beta comes before 1.0.0.
  if (x.pre.length === 0 || y.pre.length === 0) return y.pre.length - x.pre.length;
  const j = x.pre.findIndex((part, at) => part !== y.pre[at]);
  if (j < 0) return x.pre.length - y.pre.length;
  return compareParts(x.pre[j], y.pre[j]);
}

function compareParts(p, q) {
  if (q === undefined) return 1;
  const numeric = [p, q].map((part) => /^\d+$/.test(part));
  if (numeric[0] && numeric[1]) return Number(p) - Number(q);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return p < q ? -1 : 1;
}

export function satisfies(version, range) {
  const { numbers, pre } = parse(version);
  if (range === '*') return pre.length === 0;
  const [, sign, from] = /^(\^|~|>=|)(.*)$/.exec(range);
  if (!VERSION.test(from)) throw new Error(`the range “${range}” is not known here`);
  const lowest = parse(from);
  // A prerelease is taken only by who names one of the same three numbers.
  const named = lowest.pre.length > 0 && String(lowest.numbers) === String(numbers);
  if (pre.length > 0 && !named) return false;
  if (sign === '') return compare(version, from) === 0;
  if (compare(version, from) < 0) return false;
  return sign === '>=' || compare(version, ceiling(sign, lowest.numbers)) < 0;
}

/** ~ keeps major and minor; ^ keeps everything up to the first number that is not 0. */
function ceiling(sign, [major, minor, patch]) {
  if (sign === '~') return `${major}.${minor + 1}.0`;
  if (major > 0) return `${major + 1}.0.0`;
  if (minor > 0) return `0.${minor + 1}.0`;
  return `0.0.${patch + 1}`;
}
