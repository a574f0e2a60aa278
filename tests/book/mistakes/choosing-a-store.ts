import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'reviews are counted over a join with the tags',
    file: 'tables.js',
    replace: [
      `SELECT count(*) AS count, sum(rating) AS stars FROM reviews
    WHERE product_id = ?`,
      `SELECT count(r.n) AS count, sum(r.rating) AS stars
    FROM reviews AS r LEFT JOIN product_tags AS t ON t.product_id = r.product_id
    WHERE r.product_id = ?`,
    ],
    fails: [
      'each tag is there once, and each review is counted once',
      'tables and documents answer with the same JSON › three tags, two reviews',
      'tables and documents answer with the same JSON › a tag with a comma',
    ],
  },
  {
    what: 'tags come as one text, cut at the commas',
    file: 'tables.js',
    replace: ['.map(({ tag }) => tag);', ".map(({ tag }) => tag).join().split(',');"],
    fails: [
      'tables and documents answer with the same JSON › a tag with a comma',
      'tables and documents answer with the same JSON › no tags',
    ],
  },
  {
    what: 'tags are kept as they were sent',
    file: 'model.js',
    replace: ['[...new Set(value)].sort()', 'value'],
    fails: [
      'a tag that is sent twice is one tag',
      'tables and documents answer with the same JSON › three tags, two reviews',
    ],
  },
  {
    what: 'tags are sorted, and not made unique',
    file: 'model.js',
    replace: ['[...new Set(value)].sort()', 'value.toSorted()'],
    fails: ['a tag that is sent twice is one tag'],
  },
  {
    what: 'the product keeps its reviews, and pages are cut from them',
    file: 'documents.js',
    replace: [
      '...product, reviews: { count: count + 1, stars: stars + review.rating },',
      '...product, all: [...(product.all ?? []), review],\n    reviews: { count: count + 1, stars: stars + review.rating },',
    ],
    fails: [
      'tables and documents answer with the same JSON › three tags, two reviews',
      'tables and documents answer with the same JSON › a tag with a comma',
      'tables and documents answer with the same JSON › no tags',
      'a product with 110 reviews › takes them all, and no document is longer than 2,048 bytes',
      'a product with 110 reviews › tables give the reviews in pages of 20',
      'a product with 110 reviews › documents give the reviews in pages of 20',
      'a product with 110 reviews › a page from the middle is the same in both',
      'a product with 110 reviews › the last page says that there is no other',
      'a product with 110 reviews › reviews of two products do not mix',
    ],
  },
  {
    what: 'numbers in keys have no leading zeros',
    file: 'documents.js',
    replace: ["String(n).padStart(6, '0')", 'n'],
    fails: [
      'a product with 110 reviews › documents give the reviews in pages of 20',
      'a product with 110 reviews › a page from the middle is the same in both',
      'a product with 110 reviews › the last page says that there is no other',
      'a product with 110 reviews › reviews of two products do not mix',
    ],
  },
  {
    what: 'the prefix of a key has no end, so 1 finds the reviews of 10 too',
    file: 'documents.js',
    replace: ['`review:${id}:`', "'review:'"],
    fails: ['a product with 110 reviews › reviews of two products do not mix'],
  },
  {
    what: 'a full page is taken for a sign that there is another',
    file: 'tables.js',
    replace: ['rows.length > PAGE ?', 'reviews.length === PAGE ?'],
    fails: ['a product with 110 reviews › the last page says that there is no other'],
  },
  {
    what: 'the page holds 21, for the one that says whether there are more',
    file: 'documents.js',
    replace: ['found.slice(0, PAGE)', 'found'],
    fails: [
      'a product with 110 reviews › documents give the reviews in pages of 20',
      'a product with 110 reviews › a page from the middle is the same in both',
    ],
  },
  {
    what: 'friends of friends include oneself',
    file: 'people.js',
    replace: [' AND b.whom <> ?1', ''],
    fails: ['friends of friends: not oneself, nobody who is followed, nobody twice'],
  },
  {
    what: 'friends of friends include those who are followed',
    file: 'people.js',
    replace: ['AND b.whom NOT IN (SELECT whom FROM follows WHERE who = ?1)', ''],
    fails: ['friends of friends: not oneself, nobody who is followed, nobody twice'],
  },
  {
    what: 'friends of friends come once for each path',
    file: 'people.js',
    replace: ['SELECT DISTINCT', 'SELECT'],
    fails: ['friends of friends: not oneself, nobody who is followed, nobody twice'],
  },
  {
    what: 'a price in quotes is cast',
    file: 'model.js',
    replace: [
      'cents: (value) => Number.isSafeInteger(value) && value >= 0',
      'cents: (value) => Number.isSafeInteger(Number(value ?? NaN)) && value >= 0',
    ],
    fails: ['what is of the wrong type is refused with 422 › a price in quotes'],
  },
  {
    what: 'the first wrong field ends the validation, and a missing one is none',
    file: 'model.js',
    replace: ['if (!types[type](value))', 'if (value !== undefined && !types[type](value))'],
    fails: ['what is of the wrong type is refused with 422 › no price'],
  },
  {
    what: 'a price is any number',
    file: 'model.js',
    replace: ['Number.isSafeInteger(value) && value >= 0', "typeof value === 'number'"],
    fails: ['what is of the wrong type is refused with 422 › half a cent'],
  },
  {
    what: 'tags are any list',
    file: 'model.js',
    replace: [' && value.every(isText)', ''],
    fails: ['what is of the wrong type is refused with 422 › tags that are numbers'],
  },
  {
    what: 'stars are any whole number',
    file: 'model.js',
    replace: [' && value >= 1 && value <= 5', ''],
    fails: ['what is of the wrong type is refused with 422 › a review with six stars'],
  },
];
