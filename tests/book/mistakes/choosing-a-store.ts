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
    replace: ['.map(({ tag }) => tag).sort()', ".map(({ tag }) => tag).sort().join().split(',')"],
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
      'tables and documents answer with the same JSON › tags that SQL and JavaScript sort in another order',
    ],
  },
  {
    what: 'tags are sorted by one store as SQL sorts, by the other as JavaScript does',
    file: 'tables.js',
    replace: [
      `WHERE product_id = ?')
    .all(id).map(({ tag }) => tag).sort();`,
      `WHERE product_id = ? ORDER BY tag')
    .all(id).map(({ tag }) => tag);`,
    ],
    fails: ['tables and documents answer with the same JSON › tags that SQL and JavaScript sort in another order'],
  },
  {
    what: 'SQL rounds the mean of one store, JavaScript that of the other',
    file: 'tables.js',
    replace: [
      'const mean = count === 0 ? null : Math.round(100 * stars / count) / 100;',
      `const { mean } = db.prepare(
    'SELECT round(avg(rating), 2) AS mean FROM reviews WHERE product_id = ?').get(id);`,
    ],
    fails: ['tables and documents answer with the same JSON › a mean halfway between two hundredths'],
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
    what: 'twenty reviews a document, however long they are',
    file: 'documents.js',
    replace: [
      'documents.put(reviewKey(id, review.n), review);',
      `const key = reviewKey(id, 20 * Math.ceil(review.n / 20));
  documents.put(key, [...(documents.get(key) ?? []), review]);`,
    ],
    fails: [
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
    what: 'ids are in order as texts are',
    file: 'people.js',
    replace: ['ORDER BY b.whom`).all(who).map(({ id }) => id)', '`).all(who).map(({ id }) => id).sort()'],
    fails: ['friends of friends: not oneself, nobody who is followed, nobody twice'],
  },
  {
    what: 'a price in quotes is cast',
    file: 'model.js',
    replace: [
      'cents: (value) => Number.isSafeInteger(value) && value >= 0',
      'cents: (value) => Number.isSafeInteger(Number(value ?? NaN)) && value >= 0',
    ],
    fails: ['a product that does not fit is refused with 422 › a price in quotes'],
  },
  {
    what: 'a field that is missing is not wrong',
    file: 'model.js',
    replace: ['if (!types[type](value))', 'if (value !== undefined && !types[type](value))'],
    fails: [
      'a product that does not fit is refused with 422 › no price',
      'a product that does not fit is refused with 422 › nothing at all',
    ],
  },
  {
    what: 'a price is any number',
    file: 'model.js',
    replace: ['Number.isSafeInteger(value) && value >= 0', "typeof value === 'number'"],
    fails: [
      'a product that does not fit is refused with 422 › a price below zero',
      'a product that does not fit is refused with 422 › half a cent',
      'a product that does not fit is refused with 422 › more cents than a number can count',
    ],
  },
  {
    what: 'tags are any list',
    file: 'model.js',
    replace: ['value.every((tag) => isText(tag, 20))', 'true'],
    fails: [
      'a product that does not fit is refused with 422 › tags that are numbers',
      'a product that does not fit is refused with 422 › a tag of 21 characters',
    ],
  },
  {
    what: 'a price is any whole number, however large',
    file: 'model.js',
    replace: ['Number.isSafeInteger', 'Number.isInteger'],
    fails: ['a product that does not fit is refused with 422 › more cents than a number can count'],
  },
  {
    what: 'a price may be below zero',
    file: 'model.js',
    replace: ['Number.isSafeInteger(value) && value >= 0', 'Number.isSafeInteger(value)'],
    fails: ['a product that does not fit is refused with 422 › a price below zero'],
  },
  {
    what: 'texts of any length',
    file: 'model.js',
    replace: ['value.length >= 1 && value.length <= longest && ', ''],
    fails: [
      'a product that does not fit is refused with 422 › an empty name',
      'a product that does not fit is refused with 422 › a name of 201 characters',
      'a product that does not fit is refused with 422 › a tag of 21 characters',
      'a product that does not fit is refused with 422 › a name and a price',
      'a review that does not fit is refused with 422, and not counted › a text of 201 characters',
    ],
  },
  {
    what: 'the first problem is the only one',
    file: 'model.js',
    replace: ['problems[field] = `is no ${type}`', 'throw new ValidationError({ [field]: `is no ${type}` })'],
    fails: [
      'a product that does not fit is refused with 422 › a name and a price',
      'a product that does not fit is refused with 422 › nothing at all',
    ],
  },
  {
    what: 'stars are any whole number',
    file: 'model.js',
    replace: [' && value >= 1 && value <= 5', ''],
    fails: [
      'a review that does not fit is refused with 422, and not counted › six stars',
      'a review that does not fit is refused with 422, and not counted › no star',
    ],
  },
  {
    what: 'stars in quotes are cast',
    file: 'model.js',
    replace: ['stars: (value) => Number.isInteger(value)', 'stars: (value) => Number.isInteger(Number(value))'],
    fails: ['a review that does not fit is refused with 422, and not counted › stars in quotes'],
  },
];
