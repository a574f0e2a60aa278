/**
 * Finds places for a query: asks the index, puts those first that have the words themselves, and adds chapters of the
 * plan that are not written yet.
 */
import { fit, has, hasLike, wordsOf, type Place } from './search-words.ts';

export interface Found {
  /** The address as the index has it: starting with `/`, without the site's base. */
  readonly raw_url?: string;
  readonly url: string;
  /** The place's text around the words, as HTML in which only `<mark>` is markup. */
  readonly excerpt: string;
  /** The place's whole text, as the index has it. */
  readonly content: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
}

interface Result {
  readonly id: string;
  readonly score: number;
  data(): Promise<Found>;
}

export interface Pagefind {
  options(options: { readonly baseUrl?: string; readonly excerptLength?: number }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly Result[] }>;
}

/** A chapter that is planned and has no text yet (`PlannedChapter` of src/build/search.ts). */
export interface Planned {
  readonly number: number;
  readonly title: string;
  readonly part: string;
  readonly text: string;
}

export interface Findings {
  readonly places: readonly Found[];
  /** How many places were found, including those that are not among `places`. */
  readonly count: number;
  readonly planned: readonly Planned[];
  /** Whether no place has all words, so that `places` have some of them. */
  readonly some: boolean;
}

/** How many places are looked at closely and how many are shown. */
const READ = 16;
const SHOWN = 8;
const PLANNED = 3;
/** So many places are few: they mention what they are found for, and are not about it. */
const FEW = 2;

/** @param plan loads the chapters that are not written */
export async function find(
  pagefind: Pagefind,
  query: string,
  plan: () => Promise<readonly Planned[]>,
): Promise<Findings> {
  const words = wordsOf(query);
  let { results } = await pagefind.search(words.join(' '));
  const some = results.length === 0 && words.length > 1;
  // A query that is a sentence has words that its answer need not have: half of what is read may lack some.
  if (some || words.length > 2) {
    const first = results.slice(0, READ / 2);
    const all = new Set(first.map(({ id }) => id));
    const more = (await withSome(pagefind, words)).filter(({ id }) => !all.has(id));
    const read = new Set([...all, ...more.map(({ id }) => id)]);
    results = [...first, ...more, ...results.filter(({ id }) => !read.has(id))];
  }
  const read = await Promise.all(results.slice(0, READ).map((result) => result.data()));
  const ranked = read
    .map((place) => ({ place, text: describe(place) }))
    .map(({ place, text }) => ({ place, text, fit: fit(text, words), has: has(text, words) }))
    .sort((one, other) => other.fit - one.fit);
  const best = Math.max(0, ...ranked.map((entry) => entry.has));
  const chapters = await plan();
  // Where few places have all words, a planned chapter has more to say; one whose title has them comes first always.
  const planned =
    best < words.length || ranked.length <= FEW
      ? nearest(chapters, words, Math.min(best, words.length - 1))
      : chapters.filter(({ title }) => has({ title, text: '' }, words) === words.length).slice(0, PLANNED);
  // A place that only has a similar word is no answer where the plan has the word itself, and in code never: there the
  // index takes pieces of names and of encoded text for words.
  const kept = ranked.filter(
    (entry) => entry.has > 0 || (planned.length === 0 && !entry.text.isCode && hasLike(entry.text, words)),
  );
  return {
    places: kept.slice(0, SHOWN).map(({ place }) => place),
    count: kept.length < ranked.length ? kept.length : results.length,
    planned,
    some,
  };
}

function describe({ content, meta }: Found): Place {
  const { title = '', chapter, kind } = meta;
  return { title, text: content, ...(chapter !== undefined && { chapter }), isCode: kind === 'sandbox' };
}

/** Places that have some of the words; a rare word counts more than a common one. */
async function withSome(pagefind: Pagefind, words: readonly string[]): Promise<readonly Result[]> {
  const scores = new Map<string, { result: Result; score: number }>();
  for (const { results } of await Promise.all(words.map((word) => pagefind.search(word)))) {
    const highest = results[0]?.score ?? 1;
    for (const result of results) {
      const before = scores.get(result.id)?.score ?? 0;
      const weight = (0.5 + result.score / highest / 2) / Math.log2(2 + results.length);
      scores.set(result.id, { result, score: before + weight });
    }
  }
  return [...scores.values()].sort((one, other) => other.score - one.score).map(({ result }) => result);
}

/** The planned chapters that have more of the words than any place; those with a word in their title first. */
function nearest(plan: readonly Planned[], words: readonly string[], best: number): readonly Planned[] {
  return plan
    .map((chapter) => ({ chapter, has: has(chapter, words), fit: fit(chapter, words) }))
    .filter((entry) => entry.has > best)
    .sort((one, other) => other.has - one.has || other.fit - one.fit)
    .slice(0, PLANNED)
    .map(({ chapter }) => chapter);
}
