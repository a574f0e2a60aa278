/** Status codes and headers in words, each with its source. A chunk of its own: most answers are read without it. */
import { HEADERS } from './headers.ts';
import { CLASSES, STATUSES } from './statuses.ts';

export interface Words {
  readonly sentence: string;
  /** Where it is defined; `null` when no standard does. */
  readonly source: Source | null;
}

export interface Source {
  /** `RFC 9110 §15.5.6` */
  readonly title: string;
  readonly url: string;
}

export function statusWords(status: number): Words {
  const known = STATUSES[status];
  if (known !== undefined) return { sentence: known[0], source: sourceOf(known[1]) };
  const sentence = CLASSES[Math.floor(status / 100)];
  return sentence === undefined
    ? { sentence: 'No standard of HTTP defines such a code.', source: sourceOf('9110#15') }
    : { sentence, source: sourceOf('9110#15.1') };
}

/** @param name in any case */
export function headerWords(name: string): Words {
  const known = HEADERS[name.toLowerCase()];
  if (known !== undefined) return { sentence: known[0], source: sourceOf(known[1]) };
  return { sentence: 'No standard that this book knows defines it: its meaning is the program’s.', source: null };
}

function sourceOf(reference: string): Source {
  const [, number, section] = /^(\d+)#(.+)$/.exec(reference) ?? [];
  if (number !== undefined)
    return {
      title: `RFC ${number} §${section}`,
      url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
    };
  const [kind, name = ''] = reference.split(':');
  switch (kind) {
    case 'fetch':
      return { title: 'Fetch Standard', url: 'https://fetch.spec.whatwg.org/' };
    case 'html':
      return { title: 'HTML Standard', url: 'https://html.spec.whatwg.org/' };
    case 'draft':
      return {
        title: `draft-ietf-httpapi-${name}`,
        url: `https://datatracker.ietf.org/doc/draft-ietf-httpapi-${name}/`,
      };
    default:
      return { title: `W3C, ${name}`, url: `https://www.w3.org/TR/${name}/` };
  }
}
