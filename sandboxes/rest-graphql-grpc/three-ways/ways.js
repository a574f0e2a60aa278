// The same screen in five ways: a user's name, five posts, two comments on each, and
// who wrote them.
const POSTS = 5;
const COMMENTS = 2;

const screen = (user, posts, commentsOf, nameOf) => ({
  name: user.name,
  posts: posts.map(({ id, title }) => ({
    title,
    comments: commentsOf(id).map(({ text, user_id: author }) => ({
      text,
      author: nameOf(author),
    })),
  })),
});

const query = `query ($id: ID!) { user(id: $id) { name posts(first: ${POSTS}) { title
  comments(first: ${COMMENTS}) { text author { name } } } } }`;

export const ways = {
  async 'one by one'({ round }, id) {
    const [user] = await round(`/users/${id}`);
    const [{ data: posts }] = await round(`/users/${id}/posts?limit=${POSTS}`);
    const comments = new Map();
    const names = new Map();
    for (const post of posts) {
      const [{ data }] = await round(`/posts/${post.id}/comments?limit=${COMMENTS}`);
      comments.set(post.id, data);
      for (const { user_id: author } of data) {
        if (names.has(author)) continue;
        const [{ name }] = await round(`/users/${author}`);
        names.set(author, name);
      }
    }
    return screen(user, posts, (id) => comments.get(id), (id) => names.get(id));
  },

  async together({ round }, id) {
    const [user, { data: posts }] =
      await round(`/users/${id}`, `/users/${id}/posts?limit=${POSTS}`);
    const lists = await round(
      ...posts.map((post) => `/posts/${post.id}/comments?limit=${COMMENTS}`),
    );
    const comments = lists.flatMap(({ data }) => data);
    const authors = [...new Set(comments.map(({ user_id }) => user_id))];
    const people = await round(...authors.map((author) => `/users/${author}`));
    return fill(user, posts, comments, people);
  },

  async lists({ round }, id) {
    const [user, { data: posts }] =
      await round(`/users/${id}`, `/users/${id}/posts?limit=${POSTS}`);
    const postIds = posts.map((post) => post.id);
    const [{ data: comments }] =
      await round(`/comments?post=${postIds}&limit=${COMMENTS}`);
    const authors = [...new Set(comments.map(({ user_id }) => user_id))];
    const [{ data: people }] = await round(`/users?id=${authors}`);
    return fill(user, posts, comments, people);
  },

  async graphql({ round }, id) {
    const body = { query, variables: { id } };
    const [{ data: { user } }] = await round({ path: '/graphql', body });
    const posts = user.posts.map(({ title, comments }) => ({
      title,
      comments: comments.map(({ text, author }) => ({ text, author: author.name })),
    }));
    return { name: user.name, posts };
  },

  async 'own address'({ round }, id) {
    const [filled] = await round(`/screens/profile/${id}`);
    return filled;
  },
};

function fill(user, posts, comments, people) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const of = Map.groupBy(comments, ({ post_id }) => post_id);
  return screen(user, posts, (id) => of.get(id) ?? [], (id) => names.get(id));
}
