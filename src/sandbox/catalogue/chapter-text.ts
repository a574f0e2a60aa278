/**
 * The text of a chapter, read from its MDX file: front matter, headings, components and code, each with its line.
 * Everything that needs to know what a chapter contains asks this file.
 */
import type { Code, Heading, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { FigureUse } from './figure.ts';
import { attributesOf, elementsIn, NotStaticError, parseMdx, type MdxElement, type StaticValue } from './mdx.ts';
import { readPrediction, type PredictUse } from './prediction.ts';

/** Something in a chapter, with the line of the file (from 1) on which it begins. */
interface Placed {
  readonly line: number;
}

/** A component as an author wrote it. */
export interface ChapterComponent extends Placed {
  readonly name: string;
  readonly attributes: Readonly<Record<string, StaticValue>>;
}

export interface ChapterHeading extends Placed {
  readonly depth: number;
  readonly text: string;
}

/** `<Sandbox name="…" />` */
export interface SandboxUse extends Placed {
  readonly name: string;
}

/** `<Exercise name="…">the task</Exercise>` */
export interface ExerciseUse extends Placed {
  readonly name: string;
  /** Whether there is a task between its tags. */
  readonly hasTask: boolean;
}

/** `<Send to="…" request="…">` */
export interface SendUse extends Placed {
  readonly to: string;
  readonly request: string;
}

/** `<Question ask="…">`, with what is asked next: `<FollowUp ask="…">` inside it. */
export interface QuestionUse extends Placed {
  readonly ask: string;
  readonly followUps: readonly string[];
}

/** `<Correction errata={['E001']} taught="…" source="…">` */
export interface CorrectionUse extends Placed {
  readonly errata: readonly string[];
  readonly taught: string;
  readonly source: string;
  /** The first paragraph between its tags, which says what is right: text with `code` and *emphasis*. */
  readonly right: string;
}

/** A fenced block of code. */
export interface CodeFence extends Placed {
  /** The word after the fence, such as `js`; `null` when there is none. */
  readonly language: string | null;
  /** The text after the language, as it is written. */
  readonly meta: string | null;
  readonly text: string;
}

/** Something wrong with a chapter's file. */
export interface ChapterProblem extends Placed {
  /** What is wrong and what would be right. */
  readonly message: string;
}

export interface ChapterText {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly headings: readonly ChapterHeading[];
  readonly sandboxes: readonly SandboxUse[];
  readonly sends: readonly SendUse[];
  readonly questions: readonly QuestionUse[];
  readonly corrections: readonly CorrectionUse[];
  readonly exercises: readonly ExerciseUse[];
  /** `<Predict>` */
  readonly predictions: readonly PredictUse[];
  /** `<Figure>` */
  readonly figures: readonly FigureUse[];
  /** `<Diagram>` */
  readonly diagrams: readonly ChapterComponent[];
  /** Every component, those above included, in the order of the text. */
  readonly components: readonly ChapterComponent[];
  readonly fences: readonly CodeFence[];
  /** Problems of parts that could not be read; the lists above have all others. */
  readonly problems: readonly ChapterProblem[];
}

/** @param source the text of a chapter's MDX file */
export function readChapterText(source: string): ChapterText {
  const problems: ChapterProblem[] = [];
  const report = (line: number, message: string) => void problems.push({ line, message });
  const headings: ChapterHeading[] = [];
  const components: ChapterComponent[] = [];
  const predictions: PredictUse[] = [];
  /** Elements that are in a prediction. */
  const choices = new Set<MdxElement>();
  /** Follow-ups to the line of the question that they are in. */
  const questionOf = new Map<MdxElement, number>();
  /** Follow-ups by the line of their question. */
  const followUps = new Map<number, ChapterComponent[]>();
  const fences: CodeFence[] = [];
  /** What is right, by the line of its correction. */
  const rights = new Map<number, string>();
  /** Lines on which a component begins that has something between its tags. */
  const withContent = new Set<number>();
  let frontMatter: Readonly<Record<string, unknown>> = {};

  const tree = parsed(source, report);
  if (tree !== null)
    visit(tree, (node) => {
      const line = node.position?.start.line ?? 1;
      let component: ChapterComponent | null;
      switch (node.type) {
        case 'yaml':
          frontMatter = readFrontMatter(node.value, report);
          break;
        case 'heading':
          headings.push({ depth: node.depth, text: textOf(node), line });
          break;
        case 'code':
          fences.push(fenceOf(node, line));
          break;
        case 'mdxJsxFlowElement':
        case 'mdxJsxTextElement':
          if (node.children.length > 0) withContent.add(line);
          if (!/^[A-Z]/.test(node.name ?? '')) break;
          if (node.name === 'Choice' && !choices.has(node))
            report(line, '<Choice> stands inside <Predict>, before </Predict>');
          component = addComponent(node, line, components, report);
          if (node.name === 'FollowUp' && component !== null) {
            const question = questionOf.get(node);
            if (question === undefined) report(line, '<FollowUp> stands inside <Question>, after its answer');
            else followUps.set(question, [...(followUps.get(question) ?? []), component]);
            if (node.children.length === 0) report(line, '<FollowUp> holds its answer: <FollowUp ask="…">…</FollowUp>');
          }
          if (node.name === 'Correction') {
            const [first] = node.children;
            if (first?.type === 'paragraph') rights.set(line, plainly(first).trim());
            else report(line, '<Correction> begins with a paragraph that says what is right');
          }
          if (node.name === 'Question') for (const next of elementsIn(node, 'FollowUp')) questionOf.set(next, line);
          if (node.name !== 'Predict') break;
          for (const choice of elementsIn(node, 'Choice')) choices.add(choice);
          if (component !== null) predictions.push(readPrediction(node, component.attributes, report));
          break;
        case 'mdxFlowExpression':
        case 'mdxTextExpression':
          if (holdsElement(node.data?.estree))
            report(line, 'a component inside { } is not found by the book; write it without the braces');
          break;
        case 'mdxjsEsm':
          report(line, 'a chapter imports and exports nothing; its components come from the page');
      }
    });

  const named = (wanted: string) => components.filter(({ name }) => name === wanted);
  const text = (component: ChapterComponent, attribute: string, example: string): string => {
    const value = component.attributes[attribute];
    if (typeof value === 'string' && value !== '') return value;
    report(component.line, `<${component.name}> needs a text in “${attribute}”, such as ${attribute}=${example}`);
    return '';
  };
  const followUpsOf = (question: ChapterComponent): readonly string[] => {
    if (question.attributes['followUp'] !== undefined)
      report(question.line, 'what is asked next stands with its answer in <FollowUp ask="…"> before </Question>');
    return (followUps.get(question.line) ?? []).map((use) => text(use, 'ask', '"And PATCH?"'));
  };
  return {
    frontMatter,
    headings,
    sandboxes: named('Sandbox').map((use) => ({ name: text(use, 'name', '"methods/replay"'), line: use.line })),
    sends: named('Send').map((use) => ({
      to: text(use, 'to', '"methods/replay"'),
      request: text(use, 'request', '"first"'),
      line: use.line,
    })),
    questions: named('Question').map((use) => ({
      ask: text(use, 'ask', '"What does PUT promise?"'),
      followUps: followUpsOf(use),
      line: use.line,
    })),
    corrections: named('Correction').map((use) => ({
      errata: errataOf(use, report),
      taught: text(use, 'taught', '"the common claim"'),
      source: text(use, 'source', '"RFC 9110 §9.2.2"'),
      right: rights.get(use.line) ?? '',
      line: use.line,
    })),
    exercises: named('Exercise').map((use) => ({
      name: text(use, 'name', '"methods/exercise"'),
      hasTask: withContent.has(use.line),
      line: use.line,
    })),
    predictions,
    figures: named('Figure').map((use) => ({
      of: text(use, 'of', '"rate-limiting/algorithms"'),
      plot: text(use, 'plot', '"admitted"'),
      line: use.line,
    })),
    diagrams: named('Diagram'),
    components,
    fences,
    // Problems are in the order of the text, so that an author can go through the file once.
    problems: problems.sort((a, b) => a.line - b.line),
  };
}

type Report = (line: number, message: string) => void;

function parsed(source: string, report: Report): ReturnType<typeof parseMdx> | null {
  try {
    return parseMdx(source);
  } catch (error) {
    // A VFileMessage of the parser.
    const { reason, line } = error as { readonly reason?: string; readonly line?: number };
    if (reason === undefined) throw error;
    report(line ?? 1, `this is not MDX: ${reason}`);
    return null;
  }
}

function readFrontMatter(yaml: string, report: Report): Readonly<Record<string, unknown>> {
  // The line of the opening dashes comes before the first line of the YAML text.
  const before = 1;
  try {
    const value: unknown = parseYaml(yaml);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    report(before, 'the front matter holds fields, such as “minutes: 20”');
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    report(before + (error.linePos?.[0].line ?? 1), `the front matter is not YAML: ${error.message.split('\n')[0]}`);
  }
  return {};
}

/** @returns the component, or `null` when it could not be read, which is reported */
function addComponent(
  element: MdxElement,
  line: number,
  components: ChapterComponent[],
  report: Report,
): ChapterComponent | null {
  const name = element.name!;
  try {
    const component = { name, attributes: attributesOf(element), line };
    components.push(component);
    return component;
  } catch (error) {
    if (!(error instanceof NotStaticError)) throw error;
    report(
      line,
      `<${name} ${error.message}> would have to be computed; write a text or a list, such as a="b" or a={['b']}`,
    );
    return null;
  }
}

function errataOf({ attributes, line }: ChapterComponent, report: Report): readonly string[] {
  const { errata } = attributes;
  if (Array.isArray(errata) && errata.length > 0 && errata.every((id) => typeof id === 'string')) return errata;
  report(line, "<Correction> needs a list of ids in “errata”, such as errata={['E001']}");
  return [];
}

/** Text of a paragraph as authors write it in properties: with `code` and *emphasis*, and nothing else. */
function plainly(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (!('children' in node)) return '';
  const text = node.children.map(plainly).join('');
  return node.type === 'emphasis' || node.type === 'strong' ? `*${text}*` : text;
}

function fenceOf({ lang, meta, value }: Code, line: number): CodeFence {
  return { language: lang ?? null, meta: meta ?? null, text: value, line };
}

/** Whether JSX stands somewhere in a program's tree. */
function holdsElement(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return String((node as { type?: unknown }).type).startsWith('JSX') || Object.values(node).some(holdsElement);
}

/** The words of a heading, `code` and *emphasis* as they are read. */
function textOf(heading: Heading): string {
  let text = '';
  visit(heading as Nodes, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
  });
  return text;
}
