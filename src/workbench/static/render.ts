/**
 * Lit's templates as text, for the form of a sandbox that the page has before its script: the same templates
 * make the living form. Listeners and properties are left out; blanks around line breaks become one.
 */
import { nothing, type TemplateResult } from 'lit';

/** HTML that is put into a template as it is. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** An attribute whose value begins where the text ends: `name=`, `?name=`, `@name=`, `.name=`, perhaps with a quote. */
const ATTRIBUTE = /\s+([?@.]?)([\w-]+)=(["']?)$/;
/** The text ends within the quoted value of an attribute that has begun with `name="`. */
const WITHIN_VALUE = /[\w-]=(?:"[^"<>]*|'[^'<>]*)$/;

/** @throws Error when a template has something in it that this cannot write */
export function renderStatic(value: unknown): string {
  if (value instanceof Markup) return value.html;
  if (value === nothing || value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(renderStatic).join('');
  if (isTemplate(value)) return renderTemplate(value);
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  throw new Error(`A static template holds a value that has no text form: ${Object.prototype.toString.call(value)}.`);
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;
}

function renderTemplate({ strings, values }: TemplateResult): string {
  let out = '';
  strings.forEach((text, index) => {
    out += text.replaceAll(/\s*\n\s*/g, ' ');
    if (index === values.length) return;
    const value = values[index];
    const attribute = ATTRIBUTE.exec(out);
    if (attribute !== null) out = out.slice(0, attribute.index) + renderAttribute(attribute, value);
    else if (WITHIN_VALUE.test(out)) out += escape(String(value));
    else out += renderStatic(value);
  });
  return out;
}

/** The attribute with what has been written of it; a quote that is open stays open for what follows. */
function renderAttribute([, kind, name, quote]: RegExpExecArray, value: unknown): string {
  switch (kind) {
    case '?':
      return value ? ` ${name}` : '';
    case '@':
    case '.':
      return '';
    default:
      if (quote !== '') return ` ${name}=${quote}${escape(String(value))}`;
      return value === nothing ? '' : ` ${name}="${escape(String(value))}"`;
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
