const names = 'Ada Grace Edsger Barbara Donald Frances Alan Mary'.split(' ');

export const users = names.map((name, index) => ({
  id: index + 1,
  name,
  email: `${name.toLowerCase()}@mail.example`,
  city: 'Zurich',
  language: 'en',
  joined: '2024-03-01T09:00:00Z',
  avatar: `https://images.example/${index + 1}/original.png`,
  bio: `${name} writes about machines, tables and what people make of them. `.repeat(4),
}));

export const posts = Array.from({ length: 40 }, (_, index) => ({
  id: index + 1,
  user_id: (index % 4) + 1,
  title: `Notes, part ${index + 1}`,
  created_at: `2026-01-${String((index % 14) + 1).padStart(2, '0')}T09:00:00Z`,
  body: `What part ${index + 1} has to say takes a while to read. `.repeat(16),
}));

export const comments = posts.flatMap((post) => [0, 1, 2, 3].map((n) => ({
  id: post.id * 10 + n,
  post_id: post.id,
  user_id: ((post.id + n) % 6) + 3,
  created_at: '2026-01-14T12:00:00Z',
  text: `Comment ${n + 1} on part ${post.id}`,
})));

const newestFirst = (rows) => rows.toSorted((a, b) => b.id - a.id);

export const userById = (id) => users.find((user) => user.id === id);
export const postsOf = (userId, limit) =>
  newestFirst(posts.filter((post) => post.user_id === userId)).slice(0, limit);
export const commentsOf = (postId, limit) =>
  newestFirst(comments.filter((comment) => comment.post_id === postId)).slice(0, limit);
