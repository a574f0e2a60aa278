/**
 * `npm run book`: how much of the curriculum is written and how much is open, chapter by chapter.
 *
 * `npm run book -- <chapter>`: the open topics, errors and sandboxes of one chapter, with their texts.
 */
import { readClaims } from '../src/curriculum/claims.ts';
import { coverage, coverageProblems } from '../src/curriculum/coverage.ts';
import { readCurriculum } from '../src/curriculum/curriculum.ts';
import { chapterReport, tableOf } from '../src/curriculum/report.ts';
import { catalogue } from '../src/sandbox/catalogue/catalogue.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';

failPlainly(async () => {
  const [slug, ...rest] = process.argv.slice(2);
  if (rest.length > 0)
    throw new Error('Name one chapter, such as “npm run book -- rate-limiting”, or none for the table.');
  const curriculum = readCurriculum(root);
  const claims = readClaims(catalogue(root));
  const sandboxes = catalogue(root).ids;
  const chapters = coverage(curriculum, claims, sandboxes);
  if (slug === undefined) {
    console.log(tableOf(chapters));
  } else {
    const chapter = chapters.find(({ plan }) => plan.slug === slug);
    if (chapter === undefined)
      throw new Error(`There is no chapter “${slug}”. There are: ${chapters.map(({ plan }) => plan.slug).join(', ')}.`);
    console.log(chapterReport(curriculum, chapter));
  }
  const problems = coverageProblems(curriculum, claims, sandboxes);
  if (problems.length > 0) throw new Error(`\nThe book and the curriculum disagree:\n${problems.join('\n')}`);
});
