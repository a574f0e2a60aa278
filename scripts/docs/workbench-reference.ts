/** The reference of the workbench's elements and stores, made from their code by TypeScript's own parser. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PANES } from '../../src/sandbox/panes.ts';

/** The file of the reference, from the repository's root. */
export const REFERENCE = 'docs/workbench.md';

interface ElementEntry {
  readonly tag: string;
  readonly file: string;
  readonly purpose: string;
  /** Names and purposes of its reactive properties, which hold the state that only the element has. */
  readonly state: readonly (readonly [string, string])[];
  readonly stores: readonly string[];
  /** The `data-…` attributes of the element that it reads. */
  readonly attributes: readonly string[];
  /** DOM events that the element listens to in its own markup. */
  readonly listensTo: readonly string[];
  /** DOM events of its own. */
  readonly dispatches: readonly string[];
}

interface StoreEntry {
  readonly name: string;
  readonly file: string;
  readonly purpose: string;
  readonly members: readonly (readonly [string, string])[];
}

/** @param root the repository's folder @returns the text of the reference */
export function workbenchReference(root: string): string {
  const read = (pattern: string) =>
    globSync(pattern, { cwd: join(root, 'src/workbench') })
      .map((path) => path.replaceAll('\\', '/'))
      .sort()
      .map((path) => parse(root, path));
  const storeNames = storesOf(parse(root, 'stores/stores.ts'));
  const sources = read('**/*.ts');
  const elements = sources.flatMap((source) => elementsOf(source, sources, storeNames));
  const stores = sources
    .filter(({ fileName }) => fileName.startsWith('stores/'))
    .flatMap(storeEntries)
    .filter(({ name }) => name.endsWith('Store') || name === 'SandboxStores' || name === 'EnginePreferences');
  return [
    '# The workbench’s elements and stores',
    '',
    'Made from the code by `npm run reference`; a test says when it is stale. What a pane is, when it appears and how it',
    'is loaded is in `src/workbench/registry.ts`; what manifests know of panes is in `src/sandbox/panes.ts`.',
    '',
    '## Panes',
    '',
    '| id | title | element | needs of the engine | an author may open it |',
    '| --- | --- | --- | --- | --- |',
    ...PANES.map(
      ({ id, title, needs, authorOpens }) =>
        `| \`${id}\` | ${title} | \`<sandbox-${id}>\` | ${needs.join(', ') || 'nothing'} | ${authorOpens ? 'yes' : 'no'} |`,
    ),
    '',
    '## Elements',
    ...elements.flatMap(elementText),
    '',
    '## Stores',
    '',
    'Whoever reads a value of a store while they render is told when it has become another (`src/workbench/stores/signal.ts`).',
    ...stores.flatMap(storeText),
    '',
  ].join('\n');
}

function elementText(entry: ElementEntry): string[] {
  const list = (items: readonly string[]) =>
    items.length === 0 ? 'none' : items.map((item) => `\`${item}\``).join(', ');
  return [
    '',
    `### \`<${entry.tag}>\``,
    '',
    entry.purpose,
    '',
    `- Code: \`src/workbench/${entry.file}\``,
    `- Reads: ${list(entry.stores)}`,
    `- Attributes: ${list(entry.attributes)}`,
    `- Listens to: ${list(entry.listensTo)}`,
    `- Dispatches: ${list(entry.dispatches)}`,
    ...(entry.state.length === 0 ? [] : ['- Keeps to itself:']),
    ...entry.state.map(([name, purpose]) => `  - \`${name}\`${purpose === '' ? '' : `: ${purpose}`}`),
  ];
}

function storeText({ name, file, purpose, members }: StoreEntry): string[] {
  return [
    '',
    `### \`${name}\``,
    '',
    `${purpose} (\`src/workbench/${file}\`)`,
    '',
    ...members.map(([member, about]) => `- \`${member}\`${about === '' ? '' : `: ${about}`}`),
  ];
}

// ---- reading

function parse(root: string, path: string): ts.SourceFile {
  const text = readFileSync(join(root, 'src/workbench', path), 'utf8');
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Names of the stores of one sandbox. */
function storesOf(source: ts.SourceFile): ReadonlySet<string> {
  const names = descendants(source)
    .filter(ts.isPropertyDeclaration)
    .filter(({ type }) => type?.getText().endsWith('Store') === true)
    .map(({ name }) => name.getText());
  return new Set(names);
}

function elementsOf(
  source: ts.SourceFile,
  sources: readonly ts.SourceFile[],
  storeNames: ReadonlySet<string>,
): ElementEntry[] {
  return descendants(source)
    .filter(ts.isCallExpression)
    .filter((call) => call.expression.getText() === 'customElements.define')
    .map((call) => {
      const [tag, name] = call.arguments;
      const declaration = descendants(source)
        .filter(ts.isClassDeclaration)
        .find((each) => each.name?.text === name!.getText())!;
      // A pane's template is beside it.
      const template = sources.find(({ fileName }) => fileName === source.fileName.replace(/[^/]+$/, 'template.ts'));
      const isPane = /\bextends Pane\b/.test(declaration.getText());
      const extendsItself = isPane && template !== undefined && declaration.getText().includes('Template(');
      const code = [source, ...(extendsItself ? [template] : [])].map((file) => file.text).join('\n');
      const found = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map((match) => match[1]!))].sort();
      const read = [...storeNames].filter((store) =>
        new RegExp(
          `stores\\.${store}\\b|\\{[^{}]*\\b${store}\\b[^{}]*\\}(?: = (?:this\\.|\\w+\\.)*stores\\b|: SandboxStores| = stores;)`,
        ).test(code),
      );
      return {
        tag: (tag as ts.StringLiteral).text,
        file: source.fileName,
        purpose: comment(declaration) || headOf(source),
        state: statesOf(declaration),
        stores: read.sort(),
        attributes: found(/this\.dataset\['(\w+)'\]/g).map(
          (key) => `data-${key.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)}`,
        ),
        listensTo: [...new Set([...found(/@(\w+)=\$\{/g), ...found(/addEventListener\('([\w-]+)'/g)])].sort(),
        dispatches: found(/dispatchEvent\(new \w*Event\('([\w-]+)'/g),
      };
    });
}

/** The fields that are declared for Lit's reactive properties. */
function statesOf(declaration: ts.ClassDeclaration): (readonly [string, string])[] {
  return declaration.members
    .filter(ts.isPropertyDeclaration)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true)
    .map((member) => [member.name.getText(), comment(member)]);
}

function storeEntries(source: ts.SourceFile): StoreEntry[] {
  return descendants(source)
    .filter(ts.isClassDeclaration)
    .map((declaration) => ({
      name: declaration.name!.text,
      file: source.fileName,
      purpose: comment(declaration) || headOf(source),
      members: declaration.members
        .filter((member) => member.name !== undefined && !ts.isPrivateIdentifier(member.name))
        .map((member) => [signature(member), comment(member)] as const),
    }));
}

function signature(member: ts.ClassElement): string {
  const name = member.name!.getText();
  if (!ts.isMethodDeclaration(member)) return name;
  return `${name}(${member.parameters.map((parameter) => parameter.name.getText()).join(', ')})`;
}

function descendants(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  node.forEachChild((child) => {
    found.push(child, ...descendants(child));
  });
  return found;
}

/** The comment of a declaration, its first paragraph, in one line. */
function comment(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  const text = doc === undefined || !ts.isJSDoc(doc) ? '' : (ts.getTextOfJSDocComment(doc.comment) ?? '');
  return firstParagraph(text);
}

/** The comment that a file begins with. */
function headOf(source: ts.SourceFile): string {
  const text = /^\/\*\*([\s\S]*?)\*\//.exec(source.text)?.[1] ?? '';
  return firstParagraph(text.replaceAll(/^\s*\* ?/gm, ''));
}

const firstParagraph = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)[0]!
    .replaceAll(/\s*\n\s*/g, ' ');
