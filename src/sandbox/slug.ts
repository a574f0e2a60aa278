/** @returns `text` as the fragment of an address: lower case, hyphens, nothing else; at most 60 characters */
export function slugOf(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    if (slug !== '' && slug.length + word.length + 1 > 60) break;
    slug = slug === '' ? word : `${slug}-${word}`;
  }
  return slug;
}
