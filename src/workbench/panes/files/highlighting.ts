/** What the editor colors. */
import { HighlightStyle } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** The classes have the names of a listing's elements (components/sandbox/highlight.ts), so that both look the same. */
export const highlighting = HighlightStyle.define([
  { tag: tags.keyword, class: 'tk-k' },
  { tag: tags.string, class: 'tk-s' },
  { tag: tags.comment, class: 'tk-c' },
  { tag: [tags.number, tags.atom], class: 'tk-n' },
  { tag: tags.function(tags.variableName), class: 'tk-f' },
]);
