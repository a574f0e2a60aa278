// Accept, weighed by hand: RFC 9110 §12.4.2 and §12.5.1. A range with parameters of
// its own (text/csv;header=absent) fits none of our types, which have none.

const qvalue = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/;

/** "text/csv;q=0.9, text/*" → [{ range: "text/csv", q: 0.9 }, …] */
function parse(accept) {
  return accept.split(',').flatMap((member) => {
    const [range, ...parameters] = member
      .split(';')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== '');
    if (parameters.some((parameter) => !parameter.startsWith('q='))) return [];
    const q = parameters[0]?.slice(2) ?? '1'; // no weight is the full weight
    return qvalue.test(q) ? [{ range, q: Number(q) }] : [];
  });
}

const fits = (range, type) =>
  range === type || range === `${type.split('/')[0]}/*` || range === '*/*';

const specificity = (range) => {
  if (range === '*/*') return 0;
  return range.endsWith('/*') ? 1 : 2;
};

/** Gives each type we offer the weight of the most specific range that fits it. */
export function weigh(types, accept) {
  const ranges = parse(accept || '*/*'); // no header: no preference
  return types.map((type) => {
    const [best] = ranges
      .filter(({ range }) => fits(range, type))
      .sort((a, b) => specificity(b.range) - specificity(a.range));
    return { type, range: best?.range ?? null, q: best?.q ?? 0 };
  });
}

/** The heaviest type; of equals the one we offer first. Weight 0 is a refusal. */
export function choose(weighed) {
  const heaviest = Math.max(...weighed.map(({ q }) => q));
  return heaviest > 0 ? weighed.find(({ q }) => q === heaviest).type : null;
}
