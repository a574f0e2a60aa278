/**
 * How the reader wants the text: its size, its width, its contrast. The choices are words of the attribute
 * `data-reading` of the page, which its first script sets before anything is painted; `tokens.css` has what each does.
 */

const KEY = 'port3000-reading';

export interface Group {
  readonly legend: string;
  readonly name: string;
  /** The word for each choice; the empty one is the page as it comes. */
  readonly choices: readonly (readonly [word: string, label: string])[];
}

export const GROUPS: readonly Group[] = [
  {
    legend: 'Size of text',
    name: 'reading-size',
    choices: [
      ['small', 'Small'],
      ['', 'Normal'],
      ['large', 'Large'],
      ['larger', 'Larger'],
    ],
  },
  {
    legend: 'Width of text',
    name: 'reading-width',
    choices: [
      ['narrow', 'Narrow'],
      ['', 'Normal'],
      ['wide', 'Wide'],
    ],
  },
  {
    legend: 'Contrast',
    name: 'reading-contrast',
    choices: [
      ['', 'Normal'],
      ['print', 'As in print'],
    ],
  },
];

/** @returns the word that is chosen in a group */
export function chosenIn({ choices }: Group): string {
  const words = (document.documentElement.dataset['reading'] ?? '').split(' ');
  return choices.find(([word]) => word !== '' && words.includes(word))?.[0] ?? '';
}

/** Chooses a word in a group, at once and for every page. @returns whether the browser could keep it */
export function choose(group: Group, wanted: string): boolean {
  const words = GROUPS.map((each) => (each === group ? wanted : chosenIn(each))).filter((word) => word !== '');
  document.documentElement.dataset['reading'] = words.join(' ');
  try {
    if (words.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, words.join(' '));
    return true;
  } catch {
    return false;
  }
}
