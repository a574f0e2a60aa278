/** A chapter's page as it is on paper: without what only a screen can do, with everything unfolded. */
import type { Transcript } from '../sandbox/transcript.ts';
import { attribute, childrenOf, elements, find, hasClass, isElement, textOf, type Element } from '../build/html.ts';
import { listingOf } from './listing.ts';
import { piece, type Content, type Piece } from './piece.ts';
import { recordedOf } from './recorded.ts';

export interface Surroundings {
  readonly slug: string;
  /** Where a link of the site leads on paper; `undefined` where it leads nowhere. */
  readonly link: (path: string) => string | undefined;
  /** The live page of a sandbox, when the site's address is known. */
  readonly live: (sandbox: string) => string | undefined;
  /** What real Node answered in a sandbox. */
  readonly transcript: (sandbox: string) => Transcript;
  /** The id on paper of an id of the page. */
  readonly id: (id: string) => string;
  /** Attributes of a diagram's classes (`diagramAttributes`). */
  readonly diagram: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Puts colors in place of their names (`lightColors`). */
  readonly colors: (text: string) => string;
}

export interface Printed {
  /** The chapter without its title. */
  readonly contents: readonly Content[];
  /** Hints and solution of its exercise; empty when it has none. */
  readonly solution: readonly Content[];
}

/** Of the page, what paper has no use for. */
const DROPPED = new Set(
  `anchor crumb visually-hidden sandbox-icon sandbox-bar sandbox-tabbar sandbox-side sandbox-strip sandbox-check
  sandbox-recorded sandbox-tool exercise-hints exercise-solution predict-actions predict-outcome
  figure-narrow figure-numbers figure-file`.split(/\s+/),
);
const DROPPED_TAGS = new Set(['script', 'style', 'button', 'input', 'template', 'summary', 'h1']);
/** Elements of the page that stand for what is in them. */
const TRANSPARENT = new Set(['port-send', 'port-predict', 'port-figure', 'live-sandbox', 'label', 'fieldset']);
const NAMES: Readonly<Record<string, string>> = { details: 'div', legend: 'p', article: 'div', header: 'div' };
const CLASSES = new Set(
  `lede table wide correction correction-label correction-claim correction-right correction-source predict
  predict-label predict-ask predict-hint
  figure figure-title figure-legend figure-series figure-note diagram question-answer`.split(/\s+/),
);

/** @param article the `<article>` of a chapter's built page */
export function onPaper(article: Element, around: Surroundings): Printed {
  const sent = new Set(
    [...elements(article)].flatMap((element) => {
      const to = attribute(element, 'data-to') ?? attribute(element, 'data-of');
      return to === undefined ? [] : [`${to}#${attribute(element, 'data-request') ?? ''}`];
    }),
  );
  const walk = new Walk(around, sent);
  return {
    contents: walk.inside(article),
    solution: walk.solution(article),
  };
}

class Walk {
  readonly around: Surroundings;
  readonly sent: ReadonlySet<string>;

  constructor(around: Surroundings, sent: ReadonlySet<string>) {
    this.around = around;
    this.sent = sent;
  }

  inside(element: Element): Content[] {
    return childrenOf(element).flatMap((child): Content[] => {
      if (child.nodeName === '#text' && 'value' in child) return [child.value];
      return isElement(child) ? this.of(child) : [];
    });
  }

  of(element: Element): Content[] {
    const { tagName } = element;
    const classes = (attribute(element, 'class') ?? '').split(/\s+/);
    if (tagName === 'port-send') return [piece('em', {}, textOf(element).trim())];
    if (tagName === 'live-sandbox') return [this.sandbox(element)];
    if (classes.some((name) => DROPPED.has(name)) || DROPPED_TAGS.has(tagName)) return [];
    if (attribute(element, 'role') === 'status' || attribute(element, 'data-part') === 'problem') return [];
    if (TRANSPARENT.has(tagName)) return this.inside(element);
    if (tagName === 'svg') return [this.drawing(element)];
    if (tagName === 'pre') return [listingOf(element, 'listing')];
    if (tagName === 'a') return this.link(element);
    if (classes.includes('question')) return [this.asked(element, 'question')];
    if (classes.includes('follow-up')) return [this.asked(element, 'follow-up')];
    if (classes.includes('predict-answer')) return [this.answer(element)];
    if (classes.includes('predict-choice')) return [piece('p', { class: 'choice' }, '○ ', ...this.inside(element))];
    // Its numbers would be taken for the order.
    if (classes.includes('predict-lines')) return [piece('ul', {}, ...this.inside(element))];
    if (classes.includes('exercise')) return [this.exercise(element)];
    if (tagName === 'figure') return [this.figure(element)];
    return [piece(NAMES[tagName] ?? tagName, this.attributes(element), ...this.inside(element))];
  }

  attributes(element: Element): Record<string, string | undefined> {
    const kept = (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => CLASSES.has(name));
    const id = attribute(element, 'id');
    return {
      id: id === undefined ? undefined : this.around.id(id),
      class: kept.length === 0 ? undefined : kept.join(' '),
      ...(element.tagName === 'th' && { scope: attribute(element, 'scope') }),
      ...Object.fromEntries(['colspan', 'rowspan', 'start'].map((name) => [name, attribute(element, name)])),
    };
  }

  link(element: Element): Content[] {
    const address = attribute(element, 'href') ?? '';
    const contents = this.inside(element);
    if (/^https?:/.test(address)) return [piece('a', { href: address }, ...contents)];
    const target = this.around.link(address);
    return target === undefined ? contents : [piece('a', { href: target }, ...contents)];
  }

  /** A drawing with the page's colors, and ids that no other chapter has. */
  drawing(element: Element): Piece {
    const { id, colors, diagram } = this.around;
    const attributes: Record<string, string> = {};
    for (const { name, value, prefix } of element.attrs) {
      if (name === 'class' || name.startsWith('data-') || name === 'tabindex') continue;
      // SVG 1.1, which books are checked against, has no tabular figures.
      if (name === 'font-variant') continue;
      if (name === 'id') attributes[name] = id(value);
      else if (name === 'aria-labelledby' || name === 'aria-describedby')
        attributes[name] = value
          .split(' ')
          .map((each) => id(each))
          .join(' ');
      else {
        const key = prefix !== undefined && prefix !== '' ? `${prefix}:${name}` : name;
        attributes[key] = colors(value).replaceAll(/url\(#([^)]+)\)/g, (_, target: string) => `url(#${id(target)})`);
      }
    }
    for (const name of (attribute(element, 'class') ?? '').split(/\s+/))
      for (const [key, value] of Object.entries(diagram.get(name) ?? {})) attributes[key] = colors(value);
    if (element.tagName === 'svg') attributes['xmlns'] = 'http://www.w3.org/2000/svg';
    const children = childrenOf(element).flatMap((child): Content[] => {
      if (child.nodeName === '#text' && 'value' in child) return [child.value];
      return isElement(child) && child.tagName !== 'style' && child.tagName !== 'a' ? [this.drawing(child)] : [];
    });
    return piece(element.tagName, attributes, ...children);
  }

  figure(element: Element): Piece {
    const { class: name, id } = this.attributes(element);
    const contents = [...elements(element)].flatMap((part): Content[] => {
      if (hasClass(part, 'figure-title') || hasClass(part, 'figure-note')) return this.of(part);
      if (hasClass(part, 'figure-legend')) return this.of(part);
      if (part.tagName === 'figcaption') return this.of(part);
      if (hasClass(part, 'figure-wide')) return [this.drawing(part)];
      return hasClass(part, 'diagram-scroll') ? this.inside(part) : [];
    });
    return piece('figure', { class: name, id }, ...contents);
  }

  asked(element: Element, name: string): Piece {
    const summary = find(element, ({ tagName }) => tagName === 'summary')!;
    const id = attribute(element, 'id');
    return piece(
      'div',
      { class: name, id: id === undefined ? undefined : this.around.id(id) },
      piece('p', { class: 'ask' }, ...this.inside(summary)),
      ...this.inside(element),
    );
  }

  answer(element: Element): Piece {
    return piece('div', { class: 'predict-answer' }, piece('p', { class: 'label' }, 'Answer'), ...this.inside(element));
  }

  sandbox(element: Element): Piece {
    const name = attribute(element, 'data-name')!;
    const title = textOf(first(element, 'sandbox-title')!).trim();
    const summary = first(element, 'sandbox-summary');
    const live = this.around.live(name);
    return piece(
      'div',
      { class: 'sandbox', id: this.around.id(`sandbox-${name.replace('/', '-')}`) },
      piece(
        'p',
        { class: 'sandbox-title' },
        piece('b', {}, title),
        ' ',
        live === undefined ? piece('span', { class: 'where' }, name) : piece('a', { href: live, class: 'where' }, name),
      ),
      ...(summary === undefined
        ? []
        : [piece('p', { class: 'sandbox-summary' }, ...this.inside(summary).filter((each) => !isOwnPage(each)))]),
      ...all(element, 'sandbox-file').map((file) => fileOf(file, 'sandbox-file-name')),
      ...recordedOf(this.around.transcript(name), (request) => this.sent.has(`${name}#${request}`)),
    );
  }

  exercise(element: Element): Piece {
    const place = `solution-${this.around.slug}`;
    return piece(
      'div',
      { class: 'exercise' },
      ...this.inside(element),
      piece(
        'p',
        { class: 'to-solution' },
        piece('a', { href: this.around.link(`/solutions/#${place}`)! }, 'Hints and a solution'),
        ' are at the end of the book.',
      ),
    );
  }

  solution(article: Element): Content[] {
    const exercise = find(article, (element) => hasClass(element, 'exercise'));
    if (exercise === undefined) return [];
    const hints = all(exercise, 'exercise-hint').map((hint) => piece('li', {}, ...this.inside(hint)));
    const files = all(exercise, 'exercise-solution-file').map((file) => fileOf(file, 'exercise-file-name'));
    return [piece('ol', { class: 'hints' }, ...hints), ...files];
  }
}

/** @param nameClass the class of the element with the file's name */
function fileOf(element: Element, nameClass: string): Piece {
  const listing = find(element, ({ tagName }) => tagName === 'pre')!;
  return piece(
    'div',
    { class: 'file' },
    piece('p', { class: 'file-name' }, textOf(first(element, nameClass)!).trim()),
    listingOf(listing, 'listing'),
  );
}

const isOwnPage = (content: Content): boolean =>
  typeof content !== 'string' && content.children.length === 1 && content.children[0] === 'Its own page';

function all(element: Element | undefined, className: string): readonly Element[] {
  return element === undefined ? [] : [...elements(element)].filter((each) => hasClass(each, className));
}

function first(element: Element, className: string): Element | undefined {
  return find(element, (each) => hasClass(each, className));
}
