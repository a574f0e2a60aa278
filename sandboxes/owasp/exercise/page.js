// Broken on purpose: what a stranger has written becomes part of the page.
export const page = ({ comment, website }) => `<!doctype html>
<h1>Mug</h1>
<p id="comment">${comment}</p>
<a id="website" href="${website}">the author's page</a>
`;
