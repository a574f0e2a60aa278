// What our own apps ask. An id is made from the text, when the app is built.
export const documents = new Map([
  ['7c1f02ab', 'query ($id: ID!) { user(id: $id) { name posts { title } } }'],
  ['d90e4b13', 'mutation { renameUser(id: 1, name: "Nobody") { name } }'],
]);
