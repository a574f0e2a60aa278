/**
 * What the reader has learned by cards and interviews, kept in this browser only: one record of a known version. As with
 * progress, what is damaged, of another version or cannot be stored costs what was kept, never the page.
 */
import { isRecord } from '../progress/progress.ts';
import { State } from '../stores/signal.ts';

/** The key in `localStorage`. */
export const CARDS_KEY = 'port3000.cards';

/** The version of what is kept. */
export const CARDS_VERSION = 1;

/** Interviews that are remembered, at most. */
const INTERVIEWS = 30;

/** What is known of a card that was answered at least once. Times are milliseconds since 1970. */
export interface Card {
  readonly due: number;
  /** When it was answered first, and last. */
  readonly first: number;
  readonly last: number;
  /** 1 while it is learned, 2 when it comes back after days, 3 when it was forgotten and is learned anew. */
  readonly state: 1 | 2 | 3;
  /** FSRS: days in which the chance of remembering falls to 90%. */
  readonly stability: number;
  /** FSRS: from 1 to 10. */
  readonly difficulty: number;
  /** The step of learning that comes next, from 0. */
  readonly step: number;
  /** Days for which it was put away. */
  readonly days: number;
  /** How often it was answered, and how often forgotten after it had been learned. */
  readonly reps: number;
  readonly lapses: number;
}

/** Cards by the ids of their entries in the bank. */
export type Cards = Readonly<Record<string, Card>>;

/** How well something was answered: 1 again, 2 hard, 3 good, 4 easy. */
export type Grade = 1 | 2 | 3 | 4;

/** One question of an interview. */
export interface Asked {
  /** The id of its entry. */
  readonly id: string;
  readonly grade: Grade;
  /** How well what was asked next was answered; `null` when nothing was. */
  readonly next: Grade | null;
}

export interface Interview {
  readonly began: number;
  /** When it was over; `null` while it lasts. */
  readonly ended: number | null;
  readonly minutes: number;
  /** Ids in the order in which they are asked; more than there is time for. */
  readonly order: readonly string[];
  readonly asked: readonly Asked[];
}

/** What the reader has chosen. */
export interface Choices {
  /** New cards a day, at most. */
  readonly newPerDay: number;
  /** Numbers of the parts that are left out. */
  readonly without: readonly number[];
  /** Whether topics of the curriculum are cards as well. */
  readonly topics: boolean;
}

export interface Learned {
  readonly cards: Cards;
  readonly choices: Choices;
  /** The newest last; the last one may still go on. */
  readonly interviews: readonly Interview[];
}

export const NOTHING_LEARNED: Learned = {
  cards: {},
  choices: { newPerDay: 10, without: [], topics: false },
  interviews: [],
};

export class CardsStore {
  readonly #storage: Storage | null;
  readonly #learned: State<Learned>;
  readonly #problem = new State<string | null>(null);

  /** @param storage `null` where there is none: then it holds as long as the page */
  constructor(storage: Storage | null) {
    this.#storage = storage;
    this.#learned = new State(readLearned(this.#text()));
    if (storage === null) this.#problem.value = 'This browser keeps nothing for this page: cards are lost with it.';
    else if (isNewer(this.#text()))
      this.#problem.value =
        'A newer version of this book has kept cards here: they are left as they are, and this page’s are lost with the page.';
  }

  get learned(): Learned {
    return this.#learned.value;
  }

  /** Why what is learned is not kept, in a sentence; `null` while it is. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** @param id of the card's entry @param card `null` forgets it */
  put(id: string, card: Card | null): void {
    this.#change(({ cards }) => {
      const { [id]: _, ...others } = cards;
      return { cards: card === null ? others : { ...others, [id]: card } };
    });
  }

  choose(choices: Partial<Choices>): void {
    this.#change((before) => ({ choices: { ...before.choices, ...choices } }));
  }

  /** Adds an interview, or puts it in place of the one that began at the same time. */
  putInterview(interview: Interview): void {
    this.#change(({ interviews }) => ({
      interviews: [...interviews.filter(({ began }) => began !== interview.began), interview].slice(-INTERVIEWS),
    }));
  }

  /** Puts everything in place of what there is. */
  replace(learned: Learned): void {
    this.#learned.value = learned;
    this.#write();
  }

  /** Reads again what is stored: another tab may have written. */
  reload(): void {
    if (this.problem === null) this.#learned.value = readLearned(this.#text());
  }

  #change(change: (before: Learned) => Partial<Learned>): void {
    // Another tab may have written since: what it says is not undone. What could not be stored is only here.
    const before = this.problem === null ? readLearned(this.#text()) : this.learned;
    this.replace({ ...before, ...change(before) });
  }

  #text(): string | null {
    try {
      return this.#storage?.getItem(CARDS_KEY) ?? null;
    } catch {
      return null;
    }
  }

  #write(): void {
    if (this.problem !== null) return;
    try {
      this.#storage?.setItem(CARDS_KEY, JSON.stringify({ version: CARDS_VERSION, ...this.learned }));
    } catch {
      this.#problem.value = 'This browser’s storage for the page is full or forbidden: cards are lost with the page.';
    }
  }
}

/** @returns what a stored text says; what cannot be read is left out */
export function readLearned(text: string | null): Learned {
  let json: unknown;
  try {
    json = JSON.parse(text ?? 'null');
  } catch {
    return NOTHING_LEARNED;
  }
  if (!isRecord(json) || json['version'] !== CARDS_VERSION) return NOTHING_LEARNED;
  return {
    cards: cardsOf(json['cards']).cards,
    choices: choicesOf(json['choices']),
    interviews: interviewsOf(json['interviews']),
  };
}

/** @returns the cards that can be read, and how many cannot */
export function cardsOf(json: unknown): { readonly cards: Cards; readonly unreadable: number } {
  const all = isRecord(json) ? Object.entries(json) : [];
  const cards = all.flatMap(([id, value]) => {
    const card = cardOf(value);
    return card === null ? [] : [[id, card] as const];
  });
  return { cards: Object.fromEntries(cards), unreadable: all.length - cards.length };
}

const NUMBERS = ['due', 'first', 'last', 'stability', 'difficulty', 'step', 'days', 'reps', 'lapses'] as const;

function cardOf(json: unknown): Card | null {
  if (!isRecord(json)) return null;
  const isCount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (!NUMBERS.every((name) => isCount(json[name]))) return null;
  // FSRS divides by the stability; the difficulty is on a scale.
  if (!((json['stability'] as number) > 0) || !isOneOf([1, 2, 3], json['state'])) return null;
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, json[name]]));
  return { ...numbers, state: json['state'] } as unknown as Card;
}

function choicesOf(json: unknown): Choices {
  const { choices } = NOTHING_LEARNED;
  if (!isRecord(json)) return choices;
  const { newPerDay, without, topics } = json;
  return {
    newPerDay: Number.isInteger(newPerDay) && (newPerDay as number) >= 0 ? (newPerDay as number) : choices.newPerDay,
    without: Array.isArray(without) ? without.filter((part) => typeof part === 'number') : [],
    topics: topics === true,
  };
}

/** @returns the interviews that can be read */
export function interviewsOf(json: unknown): readonly Interview[] {
  return Array.isArray(json) ? json.flatMap((each: unknown) => interviewOf(each) ?? []).slice(-INTERVIEWS) : [];
}

function interviewOf(json: unknown): Interview | null {
  if (!isRecord(json)) return null;
  const { began, ended, minutes, order, asked } = json;
  const isTime = (value: unknown): value is number => typeof value === 'number' && value > 0;
  if (!isTime(began) || !isTime(minutes) || !(ended === null || isTime(ended))) return null;
  if (!Array.isArray(order) || !order.every((id) => typeof id === 'string') || !Array.isArray(asked)) return null;
  return { began, ended, minutes, order: order, asked: asked.flatMap((each: unknown) => askedOf(each) ?? []) };
}

function askedOf(json: unknown): Asked | null {
  if (!isRecord(json)) return null;
  const { id, grade, next } = json;
  if (typeof id !== 'string' || !isGrade(grade) || !(next === null || isGrade(next))) return null;
  return { id, grade, next };
}

const isOneOf = (values: readonly unknown[], value: unknown): boolean => values.includes(value);
const isGrade = (value: unknown): value is Grade => isOneOf([1, 2, 3, 4], value);

function isNewer(text: string | null): boolean {
  try {
    const json: unknown = JSON.parse(text ?? 'null');
    return isRecord(json) && typeof json['version'] === 'number' && json['version'] > CARDS_VERSION;
  } catch {
    return false;
  }
}

/** What a copy has of cards and interviews. */
export type LearnedCopy = Pick<Learned, 'cards' | 'interviews'>;

/** @returns what was learned in either: of a card what was answered last; the choices stay those of here */
export function addedCards(here: Learned, copy: LearnedCopy): Learned {
  const cards = { ...here.cards };
  for (const [id, card] of Object.entries(copy.cards)) {
    const known = cards[id];
    if (known === undefined || card.last > known.last) cards[id] = card;
  }
  const known = new Set(here.interviews.map(({ began }) => began));
  const interviews = [
    ...here.interviews,
    // One that goes on elsewhere is over here.
    ...copy.interviews.filter(({ began, ended }) => !known.has(began) && ended !== null),
  ];
  return {
    ...here,
    cards,
    interviews: interviews.toSorted((one, other) => one.began - other.began).slice(-INTERVIEWS),
  };
}

let ofPage: CardsStore | null = null;

/** @returns the cards that everything on this page shares */
export function cards(): CardsStore {
  if (ofPage !== null) return ofPage;
  const store = new CardsStore(pageStorage());
  // What other pages write is heard, also after the reader has come back to this one.
  addEventListener('storage', ({ key }) => {
    if (key === CARDS_KEY || key === null) store.reload();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) store.reload();
  });
  return (ofPage = store);
}

function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
