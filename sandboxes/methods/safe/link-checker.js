// A well-behaved robot: it only ever sends GET, to make sure no link is dead.
// Search engines, link previews and mail scanners do the same.
export function followEveryLink(base, page) {
  return async (req, res) => {
    const html = await (await fetch(base + page)).text();
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);

    const checked = {};
    for (const link of links) {
      const response = await fetch(base + link);
      checked[link] = response.status;
    }
    const after = await (await fetch(base + page)).text();
    res.json({ checked, linksLeft: after.match(/href=/g)?.length ?? 0 });
  };
}
