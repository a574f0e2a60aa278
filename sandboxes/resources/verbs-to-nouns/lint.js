import { rules } from './rules.js';

/** 'GET /users/:user' → its method, its segments, and those that are no ids */
function parse(line) {
  const [method, path] = line.split(' ');
  const segments = path.split('/').filter((segment) => segment !== '');
  return { method, segments, names: segments.filter((each) => !each.startsWith(':')) };
}

/** What the rules say of these routes: those with findings, and what was found. */
export function lint(routes) {
  const lines = [];
  let findings = 0;
  for (const route of routes) {
    const found = Object.entries(rules).flatMap(([rule, check]) =>
      check(parse(route)).map((segment) => `    ${rule}: ${segment}`),
    );
    findings += found.length;
    if (found.length > 0) lines.push(route, ...found);
  }
  return [...lines, `${routes.length} routes, ${findings} findings`].join('\n');
}

export const lintPage = (req, res) => {
  res.type('text').send(lint(req.app.locals.routes));
};
