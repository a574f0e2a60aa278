/**
 * A chapter as Markdown with its programs, for readers that are machines and for whoever keeps notes. The text is the
 * author's to the letter; only components and what fences say of themselves are replaced.
 */
import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { partOf, type Chapter } from '../../book.ts';
import type { Sandbox } from '../../sandbox/catalogue/load-sandbox.ts';
import { attributesOf, parseMdx, type MdxElement } from '../../sandbox/catalogue/mdx.ts';
import { plotFiles } from '../../sandbox/plot.ts';
import { withEdits, type Edit } from './edits.ts';
import { fenceFor, programMarkdown } from './program-markdown.ts';

/** Lines of a figure's numbers that are shown, at most. */
const NUMBERS = 60;

interface Site {
  /** The path that the site is served under, ending with `/`. */
  readonly base: string;
  sandbox(id: string): Sandbox;
}

/**
 * @param source the chapter's MDX
 * @param description the chapter's, from its front matter
 */
export function chapterMarkdown(chapter: Chapter, source: string, description: string, site: Site): string {
  const page = `${site.base}${chapter.slug}/`;
  const part = partOf(chapter);
  const edits: Edit[] = [];
  visit(parseMdx(source), (node) => {
    const { from, to } = range(node);
    switch (node.type) {
      case 'yaml':
        edits.push({
          from,
          to,
          text: `# ${chapter.number}. ${chapter.title}\n\n${description}\n\n[The chapter, whose programs run in the page](${page}), of part ${part.numeral}, ${part.title}.`,
        });
        break;
      case 'code': {
        const head = /^[ \t]*`+.*/.exec(source.slice(from, to))![0];
        edits.push({ from, to: from + head.length, text: `${/^[ \t]*`+/.exec(head)![0]}${node.lang ?? ''}` });
        break;
      }
      case 'link': {
        // The address ends the link; its text can have components of its own.
        const end = source.lastIndexOf('](', to) + 2;
        if (node.url.startsWith('#')) edits.push({ from: end, to: end, text: page });
        else if (node.url.startsWith('/')) edits.push({ from: end, to: end + 1, text: site.base });
        break;
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        // An element of HTML, such as <details>, is Markdown as it stands.
        if (/^[A-Z]/.test(node.name ?? '')) edits.push(...around(node, site));
    }
  });
  return `${withEdits(source, edits)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** What takes the place of a component's tags; what is between them stays. */
function around(element: MdxElement, site: Site): Edit[] {
  const { from, to } = range(element);
  const [opening, closing] = tags(element, site);
  const [first] = element.children;
  const last = element.children.at(-1);
  if (first === undefined || last === undefined) return [{ from, to, text: opening + closing }];
  const gap = element.type === 'mdxJsxFlowElement' ? '\n\n' : '';
  return [
    { from, to: range(first).from, text: opening === '' ? '' : opening + gap },
    { from: range(last).to, to, text: closing === '' ? '' : gap + closing },
  ];
}

function tags(element: MdxElement, site: Site): readonly [opening: string, closing: string] {
  const attributes = attributesOf(element);
  const text = (name: string): string => {
    const value = attributes[name];
    return typeof value === 'string' ? value : '';
  };
  const program = (id: string) => programMarkdown(site.sandbox(id), `${site.base}sandboxes/${id}/`);
  switch (element.name) {
    case 'Sandbox':
      return [program(text('name')), ''];
    case 'Exercise':
      return ['', program(text('name'))];
    case 'Send':
      return ['[', `](${site.base}sandboxes/${text('to')}/)`];
    case 'Predict': {
      const order = Array.isArray(attributes['order']) ? attributes['order'] : [];
      const lines = order.map((line) => `1. ${String(line)}`).join('\n');
      return [`**Predict:** ${text('ask')}${lines === '' ? '' : `\n\nIn this order:\n\n${lines}`}`, ''];
    }
    case 'Choice':
      return [`- ${attributes['right'] === true ? '**Right:** ' : ''}${text('says')} — `, ''];
    case 'Correction':
      return [`> **Often taught:** “${text('taught')}”`, `*Source: ${text('source')}*`];
    case 'Question':
      return [`**${text('ask')}**`, ''];
    case 'FollowUp':
      return [`*Next:* **${text('ask')}**`, ''];
    case 'Figure':
      return [figure(site.sandbox(text('of')), text('plot'), text('caption')), ''];
    case 'Diagram':
      return [`*Diagram.* ${text('alt')}${text('caption') === '' ? '' : `\n\n*${text('caption')}*`}`, ''];
  }
  throw new Error(`<${element.name}> is not known as Markdown; say in src/build/markdown/ what takes its place`);
}

/** The recorded numbers of a figure. */
function figure({ manifest, transcript }: Sandbox, plot: string, caption: string): string {
  const path = plotFiles(plot).find((file) => transcript?.plots?.[file] !== undefined);
  const lines = (path === undefined ? '' : transcript!.plots![path]!).trimEnd().split('\n');
  const shown = lines.slice(0, NUMBERS).join('\n');
  const left = lines.length - NUMBERS;
  const fence = fenceFor(shown);
  return [
    `*Figure: ${manifest.plots?.[plot]?.title ?? plot}.* ${caption}`,
    `${fence}text\n${shown}\n${fence}`,
    ...(left > 0 ? [`${left} more lines are in the page.`] : []),
  ].join('\n\n');
}

function range(node: Nodes): { readonly from: number; readonly to: number } {
  const { start, end } = node.position!;
  return { from: start.offset!, to: end.offset! };
}
