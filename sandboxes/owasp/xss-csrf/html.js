// As much of HTML as the comments of this chapter need: elements in their order, with
// attributes and, for scripts, the text.
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
export const decode = (text) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);

const VALUE = /"([^"]*)"|'([^']*)'|([^\s"'>]+)/.source;
const ATTRIBUTE = new RegExp(`([a-z-]+)(?:=(?:${VALUE}))?`, 'gi');
const ATTRIBUTES = `(?:\\s+[a-z-]+(?:=(?:${VALUE.replace(/\((?!\?)/g, '(?:')}))?)*`;
const TAG = new RegExp(`<([a-z][a-z0-9]*)(${ATTRIBUTES})\\s*>`, 'gi');

export function elements(html) {
  const found = [];
  let end = 0;
  for (const { 0: tag, 1: name, 2: rest, index } of html.matchAll(TAG)) {
    if (index < end) continue; // inside a script
    const attributes = {};
    for (const [, key, ...values] of rest.matchAll(ATTRIBUTE)) {
      attributes[key.toLowerCase()] ??= decode(values.find(Boolean) ?? '');
    }
    const start = index + tag.length;
    end = start;
    if (name.toLowerCase() === 'script') {
      const close = html.toLowerCase().indexOf('</script', start);
      end = close < 0 ? html.length : close;
    }
    found.push({ name: name.toLowerCase(), attributes, text: html.slice(start, end) });
  }
  return found;
}
