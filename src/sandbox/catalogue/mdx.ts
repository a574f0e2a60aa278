/**
 * MDX as a tree, and the values of attributes of its components. Astro's own Markdown processor makes the site; this
 * parser is for code that needs to know what a chapter contains.
 */
import type { Expression, Literal, Program, SpreadElement } from 'estree-jsx';
import type { Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** A component in a tree, such as `<Sandbox …>`. */
export type MdxElement = Extract<RootContent, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

/** The values that an attribute can have without running anything. */
export type StaticValue =
  string | number | boolean | null | readonly StaticValue[] | { readonly [key: string]: StaticValue };

/** The components of that name in an element. */
export function elementsIn(element: MdxElement, name: string): readonly MdxElement[] {
  const found: MdxElement[] = [];
  visit(element, (node) => {
    if ((node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === name)
      found.push(node);
  });
  return found;
}

export class NotStaticError extends Error {}

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx).freeze();

/** @returns the tree of an MDX text @throws VFileMessage, with `reason`, `line` and `column`, when it is not MDX */
export function parseMdx(source: string): Root {
  return processor.parse(source);
}

/**
 * @returns the attributes of a component as values: `name="a"`, `errata={['E001']}`, `open`
 * @throws NotStaticError when one would have to be computed
 */
export function attributesOf(element: MdxElement): Readonly<Record<string, StaticValue>> {
  return Object.fromEntries(
    element.attributes.map((attribute) => {
      if (attribute.type === 'mdxJsxExpressionAttribute') throw new NotStaticError(`{${attribute.value}}`);
      const { name, value } = attribute;
      if (value === null || value === undefined) return [name, true];
      if (typeof value === 'string') return [name, value];
      const expression = expressionOf(value.data?.estree);
      if (expression === undefined) throw new NotStaticError(`${name}={${value.value}}`);
      try {
        return [name, valueOf(expression)];
      } catch (error) {
        if (error instanceof NotStaticError) throw new NotStaticError(`${name}={${value.value}}`);
        throw error;
      }
    }),
  );
}

function expressionOf(program: Program | null | undefined): Expression | undefined {
  const [statement] = program?.body ?? [];
  return statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
}

/** The value of a literal, of a template without holes, or of an array or object of these. */
function valueOf(node: Expression | SpreadElement | null): StaticValue {
  switch (node?.type) {
    case 'Literal':
      if (node.value === null || ['string', 'number', 'boolean'].includes(typeof node.value))
        return node.value as StaticValue;
      break;
    case 'TemplateLiteral':
      if (node.expressions.length === 0) return node.quasis[0]!.value.cooked ?? '';
      break;
    case 'UnaryExpression':
      if (node.operator === '-') return -Number(valueOf(node.argument));
      break;
    case 'ArrayExpression':
      return node.elements.map(valueOf);
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.map((property) => {
          if (property.type !== 'Property' || property.computed) throw new NotStaticError();
          const { key, value } = property;
          // A key that is not computed is a name or a literal.
          const name = key.type === 'Identifier' ? key.name : String((key as Literal).value);
          return [name, valueOf(value as Expression)];
        }),
      );
  }
  throw new NotStaticError();
}
