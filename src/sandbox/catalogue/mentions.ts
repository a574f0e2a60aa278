/** Where a chapter speaks of a sandbox: its sections, and what each does with it. */
import type { ChapterText } from './chapter-text.ts';

/** The ways in which a section uses a sandbox, in the order in which they are listed. */
export const MENTIONS = ['shown', 'exercise', 'sent', 'predicted', 'drawn', 'quoted'] as const;
export type MentionKind = (typeof MENTIONS)[number];

export interface Mention {
  /** Index among `ChapterText.headings` of the section's heading; `null` before the first. */
  readonly heading: number | null;
  readonly text: string | null;
  /** How often the section uses the sandbox in each way; ways that it does not use are left out. */
  readonly counts: Readonly<Partial<Record<MentionKind, number>>>;
}

/** Matches the source of a quotation: `from="methods/replay#replayPost"`. */
const FROM = /\bfrom="([^"#]+)#/;
/** The depth down to which sections are places of their own; deeper ones belong to these. */
const SECTION_DEPTH = 3;

/**
 * @param text a chapter's text
 * @param id a sandbox's id
 * @returns the sections that show it or use it, in the order of the text; empty when the chapter does neither
 */
export function mentionsOf(text: ChapterText, id: string): readonly Mention[] {
  const uses: readonly (readonly [MentionKind, readonly { readonly line: number }[]])[] = [
    ['shown', text.sandboxes.filter(({ name }) => name === id)],
    ['exercise', text.exercises.filter(({ name }) => name === id)],
    ['sent', text.sends.filter(({ to }) => to === id)],
    ['predicted', text.predictions.filter(({ of }) => of === id)],
    ['drawn', text.figures.filter(({ of }) => of === id)],
    ['quoted', text.fences.filter(({ meta }) => FROM.exec(meta ?? '')?.[1] === id)],
  ];
  const sections = text.headings.flatMap((heading, index) =>
    heading.depth <= SECTION_DEPTH ? [{ ...heading, index }] : [],
  );
  const found = new Map<number | null, Partial<Record<MentionKind, number>>>();
  for (const [kind, places] of uses)
    for (const { line } of places) {
      const section = sections.findLast((heading) => heading.line < line)?.index ?? null;
      const counts = found.get(section) ?? {};
      found.set(section, { ...counts, [kind]: (counts[kind] ?? 0) + 1 });
    }
  return [...found]
    .sort(([one], [other]) => (one ?? -1) - (other ?? -1))
    .map(([heading, counts]) => ({
      heading,
      text: heading === null ? null : text.headings[heading]!.text,
      counts: Object.fromEntries(MENTIONS.flatMap((kind) => (kind in counts ? [[kind, counts[kind]!]] : []))),
    }));
}
