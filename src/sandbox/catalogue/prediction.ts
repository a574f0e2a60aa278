/** The component `<Predict>` as an author wrote it: the question, the choices, and what reveals the answer. */
import { slugOf } from '../slug.ts';
import { attributesOf, elementsIn, NotStaticError, type MdxElement, type StaticValue } from './mdx.ts';

/** `<Choice says="200" right>why it is so</Choice>` */
export interface PredictChoice {
  readonly says: string;
  readonly right: boolean;
}

/** `<Predict of="…" request="…" ask="…">` */
export interface PredictUse {
  readonly line: number;
  readonly ask: string;
  /** The question's slug, by which addresses and the reader's progress name it. */
  readonly id: string;
  /** The sandbox that reveals the answer; `null` when nothing runs. */
  readonly of: string | null;
  /** The request that reveals it; `null` when the sandbox's run does. */
  readonly request: string | null;
  /** The lines in their right order; empty when there are choices. */
  readonly order: readonly string[];
  readonly choices: readonly PredictChoice[];
}

type Report = (line: number, message: string) => void;
type Attributes = Readonly<Record<string, StaticValue>>;

const CHOICE = '<Choice says="200" right>why it is so</Choice>';

/**
 * @param element `<Predict …>` with everything in it
 * @param attributes the element's own attributes
 * @param report is told of problems, and what would be right
 */
export function readPrediction(element: MdxElement, attributes: Attributes, report: Report): PredictUse {
  const line = element.position?.start.line ?? 1;
  knownOnly('Predict', attributes, ['of', 'request', 'ask', 'order'], line, report);
  const optional = (name: string, example: string): string | null =>
    attributes[name] === undefined ? null : textOf('Predict', attributes, name, example, line, report);
  const ask = textOf('Predict', attributes, 'ask', '"How many does the worst minute let in?"', line, report);
  const of = optional('of', '"methods/replay"');
  const request = optional('request', '"first"');
  if (of === null && request !== null)
    report(line, `<Predict request="${request}"> needs “of”, the sandbox that it is sent to`);
  const choices = choicesOf(element, report);
  const order = attributes['order'] === undefined ? [] : orderOf(attributes['order'], line, report);
  if (attributes['order'] !== undefined) {
    if (choices.length > 0)
      report(
        line,
        '<Predict> has an order and choices; leave out “order”, or write an explanation in place of the choices',
      );
    if (element.children.length === 0)
      report(line, '<Predict order> explains the right order: write the explanation before </Predict>');
    // Choices that cannot be read are reported with all other components.
  } else if (choices.length === elementsIn(element, 'Choice').length) checkChoices(choices, line, report);
  return { line, ask, id: slugOf(ask), of, request, order, choices };
}

function choicesOf(element: MdxElement, report: Report): readonly PredictChoice[] {
  const choices: PredictChoice[] = [];
  for (const node of elementsIn(element, 'Choice')) {
    const line = node.position?.start.line ?? 1;
    const attributes = staticAttributes(node);
    if (attributes === null) continue;
    knownOnly('Choice', attributes, ['says', 'right'], line, report);
    const says = textOf('Choice', attributes, 'says', '"200"', line, report);
    const right = attributes['right'] ?? false;
    if (typeof right !== 'boolean')
      report(line, `<Choice says="${says}"> is right or not: write “right” without a value`);
    if (node.children.length === 0)
      report(line, `<Choice says="${says}"> says why: write one sentence before </Choice>`);
    if (says !== '' && choices.some((other) => other.says === says))
      report(line, `<Choice says="${says}"> is there already; each choice says something else`);
    choices.push({ says, right: right === true });
  }
  return choices;
}

function checkChoices(choices: readonly PredictChoice[], line: number, report: Report): void {
  if (choices.length < 2) {
    report(
      line,
      `<Predict> needs two choices at least, such as ${CHOICE}, or “order”, such as order={['first', 'second']}`,
    );
    return;
  }
  const right = choices.filter((choice) => choice.right).map(({ says }) => `“${says}”`);
  if (right.length === 0) report(line, `<Predict> has no right choice; mark one, such as ${CHOICE}`);
  if (right.length > 1)
    report(line, `<Predict> has ${right.length} right choices, ${right.join(' and ')}; exactly one can be right`);
}

function orderOf(value: StaticValue, line: number, report: Report): readonly string[] {
  const lines = Array.isArray(value) ? (value as readonly StaticValue[]) : [];
  const texts = lines.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
  if (texts.length < 2 || texts.length !== lines.length)
    report(
      line,
      "<Predict> needs two lines at least in “order”, in their right order, such as order={['first', 'second']}",
    );
  else if (new Set(texts).size !== texts.length)
    report(line, '<Predict order> has the same line twice; nobody can tell which comes first');
  return texts;
}

function staticAttributes(node: MdxElement): Attributes | null {
  try {
    return attributesOf(node);
  } catch (error) {
    if (error instanceof NotStaticError) return null;
    throw error;
  }
}

function textOf(
  component: string,
  attributes: Attributes,
  name: string,
  example: string,
  line: number,
  report: Report,
): string {
  const value = attributes[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  report(line, `<${component}> needs a text in “${name}”, such as ${name}=${example}`);
  return '';
}

function knownOnly(component: string, attributes: Attributes, known: readonly string[], line: number, report: Report) {
  const unknown = Object.keys(attributes).filter((name) => !known.includes(name));
  if (unknown.length > 0) report(line, `<${component}> has no “${unknown.join('”, “')}”; it takes ${known.join(', ')}`);
}
