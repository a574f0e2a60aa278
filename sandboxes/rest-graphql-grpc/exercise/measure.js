// Counts before anything is executed, and nobody asks it yet.
import { getNamedType, getNullableType, isListType, Kind } from 'graphql';

/**
 * How deep an operation goes and how many fields it resolves at most: a list counts as
 * long as `first` allows. Nothing is executed for it.
 */
export function measure(schema, document, operation, variables = {}) {
  const known = new Map(); // a fragment is measured once, however often it is spread

  function ofFragment(name) {
    if (known.has(name)) return known.get(name);
    known.set(name, { depth: 0, cost: 0 }); // in itself: refused by another rule
    const found = document.definitions.find(({ kind, name: own }) =>
      kind === Kind.FRAGMENT_DEFINITION && own.value === name);
    if (found) known.set(name, inside(found));
    return known.get(name);
  }

  function inside({ typeCondition, selectionSet }, outer) {
    const type = typeCondition ? schema.getType(typeCondition.name.value) : outer;
    const parts = selectionSet.selections.map((selection) => {
      const { kind, name } = selection;
      if (kind === Kind.FRAGMENT_SPREAD) return ofFragment(name.value);
      if (kind === Kind.INLINE_FRAGMENT) return inside(selection, type);
      return ofField(selection, type?.getFields?.()[name.value]);
    });
    return {
      depth: Math.max(...parts.map(({ depth }) => depth)),
      cost: parts.reduce((sum, { cost }) => sum + cost, 0),
    };
  }

  function ofField(selection, field) {
    // No field: __typename, or one that another rule refuses.
    if (!field || !selection.selectionSet) return { depth: 1, cost: 1 };
    const { depth, cost } = inside(selection, getNamedType(field.type));
    return { depth: 1 + depth, cost: 1 + lengthOf(field, selection, variables) * cost };
  }

  return inside(operation, schema.getRootType(operation.operation));
}

function lengthOf({ type, args }, selection, variables) {
  if (!isListType(getNullableType(type))) return 1;
  const isFirst = ({ name }) => (name.value ?? name) === 'first';
  const given = selection.arguments?.find(isFirst)?.value
    ?? args.find(isFirst)?.default?.literal;
  const isVariable = given?.kind === Kind.VARIABLE;
  const first = Number(isVariable ? variables[given.name.value] : given?.value);
  return first >= 0 ? first : 50; // unknown: as long as it can be
}
