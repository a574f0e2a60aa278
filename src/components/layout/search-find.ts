/**
 * Finds places for a query: asks the index, puts those first that have the words themselves, and adds chapters of the
 * plan that are not written yet.
 */
import {
  asInBook,
  fit,
  has,
  hasLike,
  KINDS,
  pairsOf,
  TERMS_APART,
  wordsOf,
  type Kind,
  type Place,
} from './search-words.ts';

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

/** The ids of results by kind; those of prose are left out. */
export type Ids = Readonly<Partial<Record<Kind, readonly string[]>>>;

/** A chapter that is planned and has no text yet (`PlannedChapter` of src/build/search/search.ts). */
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
  /** How many of each kind were found, whichever kind was wanted. */
  readonly counts: Readonly<Record<Kind, number>>;
  readonly planned: readonly Planned[];
  /** Whether no place has all words, so that `places` have some of them. */
  readonly some: boolean;
}

/** How many places are looked at closely, of one kind where it is wanted and of each where all are, and how many are shown. */
const READ = 16;
const READ_OF: Readonly<Record<Kind, number>> = { prose: 8, question: 3, error: 3, sandbox: 3 };
const SHOWN = 8;
const PLANNED = 3;
/** So many places are few: they mention what they are found for, and are not about it. */
const FEW = 2;

/** The index, and what the build has written beside it; each is loaded when it is asked for first. */
export interface Index {
  readonly pagefind: Pagefind;
  readonly ids: Ids;
  readonly plan: readonly Planned[];
}

/** @param wanted the kind that is looked for; without it all are */
export async function find({ pagefind, ids, plan }: Index, query: string, wanted?: Kind): Promise<Findings> {
  const words = wordsOf(query);
  const pairs = pairsOf(query);
  const kindOf = new Map(KINDS.flatMap((kind) => (ids[kind] ?? []).map((id) => [id, kind] as const)));
  const results = await withAll(pagefind, words);
  const wholes = byKind(results, kindOf);
  const enough = words.length < 2 || (words.length === 2 && results.length > 0);
  const parted = enough ? undefined : byKind(await withSome(pagefind, words), kindOf);
  const found = KINDS.map((kind) => ({ kind, whole: wholes[kind], parts: parted?.[kind] ?? [] }));
  const some = words.length > 1 && results.length === 0;
  const counts = Object.fromEntries(
    found.map(({ kind, whole, parts }) => [kind, (some ? parts : whole).length]),
  ) as unknown as Record<Kind, number>;
  const read = await Promise.all(
    found
      .filter(({ kind }) => wanted === undefined || kind === wanted)
      .flatMap(({ kind, whole, parts }) => {
        const most = wanted === undefined ? READ_OF[kind] : READ;
        // A query that is a sentence has words that its answer need not have: half of what is read may lack some.
        const first = parts.length === 0 ? whole : whole.slice(0, most / 2);
        const ids = new Set(first.map(({ id }) => id));
        return [...first, ...parts.filter(({ id }) => !ids.has(id))].slice(0, most);
      })
      .map((result) => result.data()),
  );
  const ranked = read
    .map((place) => ({ place, text: describe(place) }))
    .map(({ place, text }) => ({ place, text, fit: fit(text, words, pairs), has: has(text, words) }))
    .sort((one, other) => other.fit - one.fit);
  const best = Math.max(0, ...ranked.map((entry) => entry.has));
  const chapters = wanted === undefined ? plan : [];
  // Where few places have all words, a planned chapter has more to say; one whose title has them comes first always.
  const planned =
    best < words.length || ranked.length <= FEW
      ? nearest(chapters, words, Math.min(best, words.length - 1))
      : chapters.filter(({ title }) => has({ title, text: '' }, words) === words.length).slice(0, PLANNED);
  // A place that only has a similar word is no answer where the plan has the word itself, and in code never: there the
  // index takes pieces of names and of encoded text for words.
  const kept = ranked.filter(
    (entry) => entry.has > 0 || (planned.length === 0 && entry.text.kind !== 'sandbox' && hasLike(entry.text, words)),
  );
  const all = wanted === undefined ? KINDS.reduce((sum, kind) => sum + counts[kind], 0) : counts[wanted];
  return {
    places: kept.slice(0, SHOWN).map(({ place }) => place),
    count: kept.length === 0 ? 0 : all,
    counts,
    planned,
    some,
  };
}

function byKind(
  results: readonly Result[],
  kindOf: ReadonlyMap<string, Kind>,
): Readonly<Record<Kind, readonly Result[]>> {
  const grouped = Object.groupBy(results, ({ id }) => kindOf.get(id) ?? 'prose');
  return Object.fromEntries(KINDS.map((kind) => [kind, grouped[kind] ?? []])) as unknown as Record<Kind, Result[]>;
}

/** Places that have all words, in either spelling. */
async function withAll(pagefind: Pagefind, words: readonly string[]): Promise<readonly Result[]> {
  const spellings = new Set([words.join(' '), asInBook(words).join(' ')]);
  const found = await Promise.all([...spellings].map((spelling) => pagefind.search(spelling)));
  const all = new Map(found.flatMap(({ results }) => results.map((result) => [result.id, result] as const)));
  return found.length === 1 ? found[0]!.results : [...all.values()].sort((one, other) => other.score - one.score);
}

function describe({ content, meta }: Found): Place {
  const { title = '', chapter, terms, kind } = meta;
  return {
    title,
    text: content,
    ...(chapter !== undefined && { chapter }),
    ...(terms !== undefined && { terms: terms.split(TERMS_APART) }),
    ...(isKind(kind) && { kind }),
  };
}

function isKind(kind: string | undefined): kind is Kind {
  return KINDS.some((known) => known === kind);
}

/** Places that have some of the words; a rare word counts more than a common one. */
async function withSome(pagefind: Pagefind, words: readonly string[]): Promise<readonly Result[]> {
  const scores = new Map<string, { result: Result; score: number }>();
  for (const results of await Promise.all(words.map((word) => withAll(pagefind, [word])))) {
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
