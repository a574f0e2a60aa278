/**
 * The index at the end of a book: what chapters set in bold where they introduce it, and the terms of the glossary
 * wherever a section is about them.
 */
import type { Chapter } from '../book.ts';
import { attribute, childrenOf, elements, hasClass, isElement, textOf, type Element } from '../build/html.ts';
import { readGlossary } from '../build/glossary/glossary.ts';

export interface Term {
  readonly name: string;
  readonly places: readonly Place[];
}

/** A bold word or a section of a chapter; its beginning when it has no id. */
export interface Place {
  readonly chapter: Chapter;
  readonly id: string | undefined;
  /** Whether the term is introduced there. */
  readonly isFirst: boolean;
}

/** A term has so many words at most; what is longer is a sentence that is stressed. */
const WORDS = 4;
/** A section mentions a term so often when it is about it. */
const OFTEN = 4;
/** A term that more sections are about is a word of the language: only where it is introduced is of use. */
const COMMON = 8;
/** Sections that repeat what the others explain. */
const REPEATS = /^(?:At scale|Remember|Sources|Exercise|Questions|Decide)\b/;
/** What begins a sentence, a step or an item of a list, and is a term nowhere. */
const STRESSED =
  /[.?:,!]$|^\d|^(?:A|All|An|And|At|Do|Each|From|How|In|It|No|Not|One|Say|The|There|They|Two|What|When|Wait|Watch)\s/;

interface Bold {
  readonly name: string;
  readonly id: string | undefined;
}

interface Section {
  readonly chapter: Chapter;
  readonly id: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly bold: readonly Bold[];
}

/** Gives what is bold an id, so that the index leads to the word itself and not to the top of its section. */
export function markBold(article: Element): void {
  let count = 0;
  for (const { tagName, attrs } of elements(article))
    if (tagName === 'strong') attrs.push({ name: 'id', value: `bold-${(count += 1)}` });
}

export function indexOf(
  root: string,
  texts: readonly { readonly chapter: Chapter; readonly article: Element }[],
): readonly Term[] {
  const sections = texts.flatMap(({ chapter, article }) => sectionsOf(chapter, article));
  const names = new Map<string, { name: string; places: Map<string, Place> }>();
  const note = (name: string, { chapter, id }: Pick<Section, 'chapter' | 'id'>, isFirst: boolean): void => {
    const key = keyOf(name);
    const term = names.get(key) ?? { name, places: new Map<string, Place>() };
    // A capital may be the sentence's.
    if (name !== term.name && name.toLowerCase() === term.name.toLowerCase() && name > term.name) term.name = name;
    names.set(key, term);
    const place = `${chapter.slug}#${id ?? ''}`;
    term.places.set(place, { chapter, id, isFirst: isFirst || term.places.get(place)?.isFirst === true });
  };
  const glossary = readGlossary(root).map(({ term }) => term);
  const spelled = new Map(glossary.map((name) => [keyOf(name), name]));
  for (const section of sections)
    for (const { name, id } of section.bold)
      if (spelled.has(keyOf(name)) || isTerm(name)) note(name, { chapter: section.chapter, id }, true);
  for (const name of glossary) {
    const word = new RegExp(`(?<![\\p{L}\\p{N}])${escape(name)}s?(?![\\p{L}\\p{N}])`, 'giu');
    const about = sections.filter(
      ({ title, text }) => !REPEATS.test(title) && (text.match(word)?.length ?? 0) >= OFTEN,
    );
    if (about.length <= COMMON) for (const section of about) note(name, section, false);
  }
  return [...names.values()]
    .map(({ name, places }) => ({ name: spelled.get(keyOf(name)) ?? name, places: [...places.values()].sort(byBook) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { sensitivity: 'base' }));
}

const byBook = (one: Place, other: Place): number => one.chapter.number - other.chapter.number;

/** One entry for a term in singular and plural, with and without a capital. */
const keyOf = (name: string): string => name.toLowerCase().replace(/(?<=[^s])s$/, '');

const isTerm = (bold: string): boolean =>
  bold.split(/\s+/).length <= WORDS && !STRESSED.test(bold) && /\p{L}{2}/u.test(bold);

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function sectionsOf(chapter: Chapter, article: Element): Section[] {
  const found: { id: string | undefined; title: string; text: string; bold: Bold[] }[] = [
    { id: undefined, title: chapter.title, text: '', bold: [] },
  ];
  const skip = (element: Element): boolean => ['anchor', 'sandbox', 'exercise'].some((name) => hasClass(element, name));
  for (const child of childrenOf(article)) {
    if (!isElement(child)) continue;
    if (child.tagName === 'h2' || child.tagName === 'h3') {
      found.push({ id: attribute(child, 'id'), title: textOf(child, skip).trim(), text: '', bold: [] });
      continue;
    }
    if (child.tagName === 'header' || skip(child)) continue;
    const section = found.at(-1)!;
    section.text += `${textOf(child, skip)}\n`;
    if (REPEATS.test(section.title)) continue;
    section.bold.push(...boldOf(child));
  }
  return found.map((section) => ({ chapter, ...section }));
}

/** What is bold as a term is: a word with a capital that begins its paragraph, item or cell, is a heading run in. */
function* boldOf(block: Element): Generator<Bold> {
  for (const parent of elements(block))
    for (const [index, child] of childrenOf(parent).entries()) {
      if (!isElement(child) || child.tagName !== 'strong') continue;
      const name = textOf(child).trim().replaceAll(/\s+/g, ' ');
      const begins = childrenOf(parent)
        .slice(0, index)
        .every((before) => textOf(before).trim() === '');
      if (!(begins && /^\p{Lu}\p{Ll}/u.test(name)) && parent.tagName !== 'td')
        yield { name, id: attribute(child, 'id') };
    }
}
