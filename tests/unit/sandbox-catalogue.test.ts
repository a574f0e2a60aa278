/** The catalogue: what the book holds, and what is wrong with it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { shownIn } from '../../src/sandbox/catalogue/chapter.ts';
import { flatName } from '../../src/sandbox/sandbox-id.ts';

const METHODS = 'content/part-2-http-with-express/04-methods.mdx';
const FRONT_MATTER = '---\ndescription: D.\nminutes: 20\ncovers: []\nerrata: []\n---\n';
const TRANSCRIPT = '{"node":"24.21.0","processes":{},"exchanges":[]}';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A sandbox without faults. */
const sandbox = (id: string): Record<string, string> => ({
  [`sandboxes/${id}/package.json`]: JSON.stringify({
    name: `@port3000/${flatName(id)}`,
    private: true,
    type: 'module',
    scripts: { start: 'node server.js' },
    sandbox: { title: 'T', summary: 'S.', files: ['server.js'] },
  }),
  [`sandboxes/${id}/server.js`]: '\n',
  [`sandboxes/${id}/requests.http`]: '### Home\n# @name home\nGET http://localhost:3000/\n',
  [`sandboxes/${id}/transcript.json`]: TRANSCRIPT,
});

/** The catalogue of a repository that holds these files. */
function book(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'catalogue-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return catalogue(root);
}

describe('the catalogue of the book', () => {
  const own = catalogue(join(import.meta.dirname, '../..'));

  test('has no problem, and nothing in it is unfinished', () => {
    assert.deepEqual(own.problems(), []);
    assert.deepEqual(own.warnings(), []);
  });

  test('knows chapters and their sandboxes', () => {
    assert.equal(own.chapters.length, 38);
    const chapter = own.chapters.find(({ chapter }) => chapter.slug === 'methods')!;
    assert.equal(chapter.written?.file, METHODS);
    assert.deepEqual([...shownIn(chapter)].sort(), own.idsOf('methods'));
    assert.ok(own.ids.includes('rate-limiting/boundary'));
    assert.equal(own.sandbox('rate-limiting/boundary').manifest.name, 'rate-limiting-boundary');
    assert.ok(own.dependencies.includes('express'));
    assert.throws(() => own.idsOf('nowhere'), /“nowhere” is neither a chapter of src\/book\.ts, such as rate-limiting/);
  });
});

test('a book without faults has no problem', () => {
  const text = `${FRONT_MATTER}<Send to="methods/a" request="home">go</Send>\n\n<Sandbox name="methods/a" />\n`;
  const whole = book({ [METHODS]: text, ...sandbox('methods/a') });
  assert.deepEqual([whole.problems(), whole.warnings()], [[], []]);
});

test('what a chapter names must be there, with the line of its file', () => {
  const text = [
    '<Sandbox name="methods/a" />',
    '<Sandbox name="methods/gone" />',
    '<Sandbox name="a" />',
    '<Sandbox name="methods/a" />',
    '<Send to="methods/a" request="nothing">x</Send>',
    '<Send to="methods/b" request="home">x</Send>',
    '<Exercise name="methods/exercise">Mend it.</Exercise>',
    '<Sandbox name={name} />',
    '<Predict of="methods/b" ask="One?" order={["a", "b"]}>why</Predict>',
    '<Predict of="methods/a" request="nothing" ask="Two?" order={["a", "b"]}>why</Predict>',
    '<Predict of="methods/gone" ask="Three?" order={["a", "b"]}>why</Predict>',
    '<Figure of="methods/a" plot="n" />',
    '<Figure of="methods/gone" plot="n" />',
    '<Figure of="methods/a" plot="n" />',
    '<Predict ask="*Two*!" order={["a", "b"]}>why</Predict>',
  ].join('\n\n');
  const files = { [METHODS]: `${FRONT_MATTER}${text}\n`, ...sandbox('methods/a'), ...sandbox('methods/b') };
  assert.deepEqual(book(files).problems(), [
    `${METHODS}:9: there is no sandbox “methods/gone”; this chapter has methods/a, methods/b`,
    `${METHODS}:11: there is no sandbox “a”; its name is <chapter>/<name>; this chapter has methods/a, methods/b`,
    `${METHODS}:13: “methods/a” is shown on line 7 already; a page shows a sandbox once`,
    `${METHODS}:15: “methods/a” offers no request “nothing”; there are home`,
    `${METHODS}:17: “methods/b” is not on this page; show it with <Sandbox name="methods/b" />`,
    `${METHODS}:19: there is no sandbox “methods/exercise”; run “npm run new -- sandbox methods/exercise --exercise”`,
    `${METHODS}:21: <Sandbox name={name}> would have to be computed; write a text or a list, such as a="b" or a={['b']}`,
    `${METHODS}:23: “methods/b” is not on this page; show it with <Sandbox name="methods/b" />`,
    `${METHODS}:25: “methods/a” offers no request “nothing”; there are home`,
    `${METHODS}:27: there is no sandbox “methods/gone”; this chapter has methods/a, methods/b`,
    `${METHODS}:29: “methods/a” describes no plot “n”; describe it in its package.json, field sandbox.plots`,
    `${METHODS}:31: there is no sandbox “methods/gone”; this chapter has methods/a, methods/b`,
    `${METHODS}:33: “methods/a” describes no plot “n”; describe it in its package.json, field sandbox.plots`,
    `${METHODS}:33: this figure is shown on line 29 already; a page shows a figure once`,
    `${METHODS}:35: <Predict> on line 25 asks the same, as far as addresses go (“two”); ask it in other words`,
  ]);
});

/** An exercise without faults. */
const exercise = (id: string): Record<string, string> => ({
  ...sandbox(id),
  [`sandboxes/${id}/solution/server.js`]: '// Better.\n',
  [`sandboxes/${id}/check.js`]: '\n',
  [`sandboxes/${id}/hints.md`]: 'One.\n\n---\n\nTwo.\n',
});

test('a chapter shows its own exercise, once, with a task', () => {
  const task = 'Mend it.';
  const problems = (...uses: string[]) =>
    book({
      [METHODS]: `${FRONT_MATTER}${uses.join('\n\n')}\n`,
      ...exercise('methods/exercise'),
      ...exercise('cors/exercise'),
      ...sandbox('methods/a'),
    }).problems();
  const right = `<Exercise name="methods/exercise">${task}</Exercise>`;
  assert.deepEqual(problems(right, '<Send to="methods/exercise" request="home">go</Send>'), []);
  assert.deepEqual(
    problems(
      `<Exercise name="cors/exercise">${task}</Exercise>`,
      right,
      '<Exercise name="methods/exercise" />',
      '<Sandbox name="cors/exercise" />',
      '<Send to="methods/exercise" request="nothing">x</Send>',
    ),
    [
      `${METHODS}:7: “cors/exercise” is not this chapter’s exercise; write <Exercise name="methods/exercise">`,
      `${METHODS}:9: the exercise is on line 7 already; a chapter has one, so leave this one out`,
      `${METHODS}:11: the exercise is on line 7 already; a chapter has one, so leave this one out`,
      `${METHODS}:11: the exercise has no task; write it between the tags: <Exercise name="methods/exercise">the task</Exercise>`,
      `${METHODS}:13: “cors/exercise” is an exercise; show it with <Exercise name="cors/exercise">the task</Exercise>`,
      `${METHODS}:15: “methods/exercise” offers no request “nothing”; there are home`,
    ],
  );
  assert.deepEqual(problems(`<Exercise name="methods/a">${task}</Exercise>`), [
    `${METHODS}:7: “methods/a” is not this chapter’s exercise; write <Exercise name="methods/exercise">`,
  ]);
  assert.deepEqual(problems(`<Exercise>${task}</Exercise>`), [
    `${METHODS}:7: <Exercise> needs a text in “name”, such as name="methods/exercise"`,
  ]);
  const unshown = book({ [METHODS]: `${FRONT_MATTER}x\n`, ...exercise('methods/exercise') });
  assert.deepEqual(unshown.warnings(), [
    `sandboxes/methods/exercise: no chapter shows it; write <Exercise name="methods/exercise">the task</Exercise> in ${METHODS}`,
  ]);
  assert.deepEqual(book({ [METHODS]: `${FRONT_MATTER}${right}\n`, ...exercise('methods/exercise') }).warnings(), []);
});

test('front matter holds what book.ts does not say', () => {
  const problems = (yaml: string) => book({ [METHODS]: `---\n${yaml}\n---\n` }).problems();
  assert.deepEqual(problems('title: T\npart: 2\ndescription: D.\nminutes: 2\ncovers: []\nerrata: []'), [
    `${METHODS}:1: front matter, src/book.ts says title, part; leave them out here`,
  ]);
  assert.deepEqual(problems('description: D.\nminutes: 2.5\ncovers: [A1]\nerrata: []\nauthor: me'), [
    `${METHODS}:1: front matter, minutes: write a whole number, such as 25`,
    `${METHODS}:1: front matter, covers[0]: a topic is written as A17, C39, B15.6, B15-T2 or B-CL3`,
    `${METHODS}:1: front matter, there is no field author; the fields are description, minutes, covers, errata`,
  ]);
  assert.deepEqual(book({ [METHODS]: 'No front matter.\n' }).problems().length, 4);
});

test('what is not in its place says where it belongs', () => {
  const right = 'a sandbox is sandboxes/<chapter>/<name>/, its chapter named by a slug of src/book.ts';
  const files = {
    'content/notes.mdx': 'x',
    'sandboxes/notes.txt': 'x',
    'sandboxes/loose/package.json': '{}',
    ...sandbox('chapter-that-is-not/a'),
    'sandboxes/methods/notes.txt': 'x',
    'sandboxes/methods/empty/server.js': '\n',
    'sandboxes/methods/node_modules/x/index.js': '\n',
  };
  assert.deepEqual(book(files).problems(), [
    'content/notes.mdx: this is no chapter of src/book.ts; a file is named after part, number and slug, such as content/part-3-designing-apis/11-rate-limiting.mdx',
    `sandboxes/notes.txt: this is in no sandbox; ${right}`,
    `sandboxes/chapter-that-is-not: src/book.ts has no chapter “chapter-that-is-not”; ${right}`,
    `sandboxes/loose: this sandbox is outside a chapter; ${right}`,
    `sandboxes/methods/notes.txt: this is in no sandbox; ${right}`,
    `sandboxes/methods/empty: there is no package.json; ${right}`,
  ]);
});

test('two sandboxes cannot have one name, and each has a recording', () => {
  const files = { ...sandbox('rate/limiting-a'), ...sandbox('rate-limiting/a') };
  delete files['sandboxes/rate-limiting/a/transcript.json'];
  const problems = book(files).problems();
  assert.ok(
    problems.includes(
      'sandboxes/rate-limiting/a: its name “rate-limiting-a” is that of sandboxes/rate/limiting-a as well; rename one of them',
    ),
  );
  assert.ok(
    problems.includes(
      'sandboxes/rate-limiting/a/transcript.json: the file is missing; run “npm run record -- rate-limiting/a”',
    ),
  );
});

test('a sandbox that nobody shows is a warning, not a problem', () => {
  const unfinished = book({ ...sandbox('methods/a'), ...sandbox('backends/hello') });
  assert.deepEqual(unfinished.problems(), []);
  assert.deepEqual(unfinished.warnings(), [
    `sandboxes/methods/a: no chapter shows it; write <Sandbox name="methods/a" /> in ${METHODS}`,
  ]);
});
