import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the place is a time, and posts of the same minute are lost',
    file: 'feed.js',
    replace: ['(created_at, id) < (:at, :id)', "created_at < :at AND :id <> ''"],
    fails: ['a walk sees each post once, while others are posted', 'the order is one, whatever the size of the pages'],
  },
  {
    what: 'the place is an id, in a list that is sorted by time',
    file: 'feed.js',
    replace: ['(created_at, id) < (:at, :id)', "id < :id AND :at <> ''"],
    fails: [
      'a walk sees each post once, while others are posted',
      'the order is one, whatever the size of the pages',
      'the last page says so',
    ],
  },
  {
    what: 'a full page is taken for a sign that there is another',
    file: 'feed.js',
    replace: [
      'const more = rows.length > size;\n  if (more) rows.pop();',
      'rows.splice(size);\n  const more = rows.length === size;',
    ],
    fails: ['the last page says so'],
  },
  {
    what: 'what is not a number is the default, and nothing is too much',
    file: 'feed.js',
    replace: [
      "if (!/^[1-9]\\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');\n  const size = Math.min(Number(limit), 100);",
      'const size = Math.max(parseInt(limit) || 20, 1);',
    ],
    fails: ['20 posts by default, 100 at most', 'a limit that is no whole number of one or more is 400'],
  },
  {
    what: 'zero and one and a half are made a limit',
    file: 'feed.js',
    replace: [
      "if (!/^[1-9]\\d*$/.test(limit)) throw new BadQuery('limit is a whole number from 1');\n  const size = Math.min(Number(limit), 100);",
      "if (!(Number(limit) >= 0)) throw new BadQuery('limit');\n  const size = Math.min(Math.floor(Number(limit)) || 20, 100);",
    ],
    fails: ['a limit that is no whole number of one or more is 400'],
  },
  {
    what: 'a list without posts has no last row, and is an error',
    file: 'feed.js',
    replace: ['rows.at(-1) ?? {}', 'rows.at(-1)'],
    fails: ['the last page says so'],
  },
  {
    what: 'the cursor is signed, and the signature is not compared',
    file: 'cursor.js',
    replace: ['if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;', ''],
    fails: [
      'a cursor that was edited is 400',
      'a cursor that somebody made up is 400',
      'a cursor of one tag is 400 with another',
    ],
  },
  {
    what: 'the signature says nothing of the tag',
    file: 'cursor.js',
    replace: ['.posts.${tag}', '.posts'],
    fails: ['a cursor of one tag is 400 with another'],
  },
];
