// Wrong on purpose: it trusts that the body is an object and its members are strings.
export function naive(body) {
  if (body.name.trim().length < 3) return ['name is too short'];
  if (!body.email.includes('@')) return ['email is no e-mail address'];
  return [];
}
