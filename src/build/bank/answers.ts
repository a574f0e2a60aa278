/**
 * The answers of the bank, read from the built pages: a card shows what the chapter says, to the letter. Of a topic,
 * whose answer is whole sections, it is how each of them begins.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import {
  attribute,
  childrenOf,
  elements,
  find,
  hasClass,
  isElement,
  parseHtml,
  textOf,
  type Element,
} from '../html.ts';

/** An entry of `cards/bank.json`, as far as its answer needs it. */
interface Asked {
  readonly id: string;
  readonly kind: 'question' | 'topic';
  readonly next: readonly string[];
  readonly explained: readonly (readonly [title: string, path: string])[];
}

export interface Answered {
  /** HTML. */
  readonly answer: string;
  readonly next: readonly string[];
}

export function answers(): AstroIntegration {
  return {
    name: 'port3000-answers',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const { entries } = JSON.parse(readFileSync(join(dist, 'cards/bank.json'), 'utf8')) as {
          readonly entries: readonly Asked[];
        };
        const found = answersOf(entries, (slug) => parseHtml(readFileSync(join(dist, slug, 'index.html'), 'utf8')));
        writeFileSync(join(dist, 'cards/answers.json'), JSON.stringify(found));
        logger.info(`${entries.length} questions and topics have an answer`);
      },
    },
  };
}

/**
 * @param page reads the page of a chapter
 * @throws Error about a question or a section that its page does not have
 */
export function answersOf(
  entries: readonly Asked[],
  page: (slug: string) => Element,
): Readonly<Record<string, Answered>> {
  const pages = new Map<string, ReadonlyMap<string, Element>>();
  const place = (path: string): Element => {
    const [slug, id = ''] = path.split('/#') as [string, string?];
    let known = pages.get(slug);
    if (known === undefined) {
      known = new Map([...elements(page(slug))].map((element) => [attribute(element, 'id') ?? '', element]));
      pages.set(slug, known);
    }
    const element = known.get(id);
    if (element === undefined) throw new Error(`the page of ${slug} has no “${id}”, which an answer is read from`);
    return element;
  };
  return Object.fromEntries(
    entries.map((entry) => [
      entry.id,
      entry.kind === 'question' ? ofQuestion(entry, place) : { answer: ofTopic(entry, place), next: [] },
    ]),
  );
}

function ofQuestion({ id, next }: Asked, place: (path: string) => Element): Answered {
  const [slug, fragment] = id.split('/') as [string, string];
  const body = answerIn(place(`${slug}/#${fragment}`));
  const followUps = childrenOf(body).filter((child) => isElement(child) && hasClass(child, 'follow-up')) as Element[];
  if (followUps.length !== next.length)
    throw new Error(`${id} asks ${next.length} more questions, and its page shows ${followUps.length}`);
  return {
    answer: html(childrenOf(body).filter((child) => !followUps.includes(child as Element))).trim(),
    next: followUps.map((each) => html(childrenOf(answerIn(each))).trim()),
  };
}

function answerIn(question: Element): Element {
  return find(question, (element) => hasClass(element, 'question-answer')) ?? question;
}

/** The first paragraph of each section, under its title. Sections without one, or chapters as a whole, have none. */
function ofTopic({ explained }: Asked, place: (path: string) => Element): string {
  return explained
    .map(([title, path]) => {
      if (!path.includes('#')) return '';
      const first = firstParagraph(place(path));
      return first === undefined ? '' : `<h3>${escape(title)}</h3>${html([first])}`;
    })
    .join('');
}

function firstParagraph(heading: Element): Element | undefined {
  const siblings = childrenOf(heading.parentNode as Element).filter(isElement);
  for (const next of siblings.slice(siblings.indexOf(heading) + 1)) {
    if (/^h[1-6]$/.test(next.tagName)) return undefined;
    if (next.tagName === 'p' && !hasClass(next, 'crumb')) return next;
  }
  return undefined;
}

type Node = ReturnType<typeof childrenOf>[number];

/** Elements of running text; of others only the text is kept, such as of a button that sends a request. */
const KEPT = new Set(['a', 'br', 'code', 'em', 'li', 'ol', 'p', 'pre', 'strong', 'sub', 'sup', 'ul']);
const KEPT_ATTRIBUTES = new Set(['href']);

function html(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return node.nodeName === '#text' ? escape(textOf(node)) : '';
      if (!KEPT.has(node.tagName)) return escape(textOf(node));
      const attributes = node.attrs.filter(({ name }) => KEPT_ATTRIBUTES.has(name));
      const head = attributes
        .map(({ name, value }) => ` ${name}="${escape(value).replaceAll('"', '&quot;')}"`)
        .join('');
      if (node.tagName === 'br') return '<br>';
      return `<${node.tagName}${head}>${html(childrenOf(node))}</${node.tagName}>`;
    })
    .join('');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
