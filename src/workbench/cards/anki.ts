/**
 * The bank as a text file that Anki imports, by Anki's manual, “Text Files” and “File Headers”: UTF-8, a note a line, the
 * question as its first field, by which Anki knows it again when a later file is imported.
 */
import type { Answers, Bank, BankEntry, Place } from './bank.ts';

/** Columns from 1: the question, its answer, the deck, tags. */
const HEADERS = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#columns:Front\tBack\tDeck\tTags',
  '#deck column:3',
  '#tags column:4',
];

/**
 * @param entries those that become notes
 * @param root the whole address that the site is served under, ending with `/`
 */
export function ankiText(bank: Bank, answers: Answers, entries: readonly BankEntry[], root: string): string {
  const lines = entries.map((entry) =>
    [entry.ask, backOf(entry, answers, root), deckOf(bank, entry), tagsOf(bank, entry)].map(field).join('\t'),
  );
  return `${[...HEADERS, ...lines].join('\n')}\n`;
}

/**
 * A field in quotation marks, in which a quotation mark is written twice: then tabs and line breaks are part of it, and
 * a question that begins with `#` is no comment.
 */
function field(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll(/\r\n?/g, '\n')}"`;
}

function backOf({ id, next, explained, sandbox }: BankEntry, answers: Answers, root: string): string {
  const { answer, next: answered } = answers[id] ?? { answer: '', next: [] };
  const more = next.map((ask, index) => `<p><b>Asked next:</b> ${ask}</p>${answered[index] ?? ''}`).join('');
  const link = ([title, path]: Place) => `<a href="${root}${path}">${escape(title)}</a>`;
  const places = `<p>Explained in ${explained.map(link).join(', ')}${sandbox === null ? '' : ` · Shown by ${link(sandbox)}`}</p>`;
  return whole(answer + more, root) + places;
}

/** Links to other pages of the site are whole addresses outside of it. */
function whole(html: string, root: string): string {
  return html.replaceAll(/ href="([^"]*)"/g, (_, address: string) => ` href="${new URL(address, root).href}"`);
}

/** `Port 3000::III Designing APIs`: Anki makes a deck that it does not have. */
function deckOf(bank: Bank, { chapter }: BankEntry): string {
  const number = bank.chapters.find(({ slug }) => slug === chapter)?.part;
  const part = bank.parts.find((each) => each.number === number);
  return part === undefined ? 'Port 3000' : `Port 3000::${part.numeral} ${part.title}`;
}

/** Tags are apart by spaces and have none inside. */
function tagsOf(bank: Bank, { chapter, kind, topics }: BankEntry): string {
  const part = bank.chapters.find(({ slug }) => slug === chapter)?.part;
  return [`part-${part}`, chapter, kind, ...topics].map((tag) => `port3000::${tag}`).join(' ');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
