import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'users are taken from the groups of posts, so those without posts are lost',
    file: 'users.js',
    replace: ['return users.map((user) => {', 'return users.filter(({ id }) => byUser.has(id)).map((user) => {'],
    fails: [
      'a hundred users with their posts take at most two statements',
      'users without posts are there, and have an empty list',
      'the answer is the same as the reference, user by user',
    ],
  },
  {
    what: 'rows are dealt out by place, as if each user had one post',
    file: 'users.js',
    replace: ['byUser.get(user.id) ?? []', 'rows.filter((_, place) => users[place]?.id === user.id)'],
    fails: [
      'users without posts are there, and have an empty list',
      'no id is another row’s',
      'the answer is the same as the reference, user by user',
      'a list brings the users in it, once each, in order of id',
    ],
  },
  {
    what: 'the list is only looked at where it begins',
    file: 'users.js',
    replace: ['{0,99}$/', '{0,99}/'],
    fails: [
      'a list that is no list of ids is refused with 400 › a UNION with tokens',
      'a list that is no list of ids is refused with 400 › a condition that is always true',
      'a list that is no list of ids is refused with 400 › numbers and then something',
      'a list that is no list of ids is refused with 400 › a hole between two commas',
      'a list that is no list of ids is refused with 400 › 101 ids',
    ],
  },
  {
    what: 'an empty list counts as none',
    file: 'users.js',
    replace: ['if (text === undefined) return', 'if (!text) return'],
    fails: ['a list that is no list of ids is refused with 400 › an empty list'],
  },
  {
    what: 'posts are asked for although nobody wants them',
    file: 'users.js',
    replace: ["if (include !== 'posts' || users.length === 0) return users;", 'if (users.length === 0) return users;'],
    fails: ['posts that nobody has asked for are not sent'],
  },
  {
    what: 'any include brings posts',
    file: 'users.js',
    replace: ["include !== 'posts'", 'include === undefined'],
    fails: ['posts that nobody has asked for are not sent'],
  },
  {
    what: 'the hundredth id is one too many',
    file: 'users.js',
    replace: ['{0,99}', '{0,98}'],
    fails: ['a list of a hundred ids is still a list'],
  },
  {
    what: 'users come in the order of the list, and as often as they are in it',
    file: 'users.js',
    replace: [
      'return users.map((user) => {',
      `const byId = new Map(users.map((user) => [user.id, user]));
  const asked = ids === undefined ? users : parse(ids).map((id) => byId.get(id)).filter(Boolean);
  return asked.map((user) => {`,
    ],
    fails: ['a list brings the users in it, once each, in order of id'],
  },
  {
    what: 'all columns of the user are sent, the token among them',
    file: 'users.js',
    replace: ['SELECT id, name FROM users WHERE', 'SELECT * FROM users WHERE'],
    fails: ['a list brings the users in it, once each, in order of id', 'posts that nobody has asked for are not sent'],
  },
];
