/**
 * The kinds of entries of the bank. The curriculum has no levels such as junior and senior; what it has is the form in
 * which something is asked, which the letters of a topic's id tell.
 */

export const KIND_NAMES = {
  question: 'Asked in an interview',
  topic: 'Topic',
  problem: 'Design problem',
  choice: 'Comparison',
  case: 'Case study',
  checklist: 'Checklist',
} as const;

export type Kind = keyof typeof KIND_NAMES;

/** Ends of ids, `B15-T2`: -Q asks for a design, -T compares, -C tells a case, -CL is a checklist. */
const FORMS: readonly (readonly [RegExp, Kind])[] = [
  [/-CL\d/, 'checklist'],
  [/-Q\d/, 'problem'],
  [/-T\d/, 'choice'],
  [/-C\d/, 'case'],
];

/** @returns how a topic asks */
export function kindOfTopic(id: string): Kind {
  return FORMS.find(([form]) => form.test(id))?.[1] ?? 'topic';
}
