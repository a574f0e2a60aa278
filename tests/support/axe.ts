/**
 * What axe finds in a page. It runs in the page and tells only what is wrong and which rules held: Axe's own driver for
 * Playwright brings every node of every rule over and joins them in a page of its own, which takes five times as long on
 * a chapter of 5,000 elements. Frames are not entered: there is the engine's, which shows nothing, and what a reader's
 * program answers.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA, and what axe calls good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Scope {
  /** A selector of the only parts that are looked at; without it the whole page is. */
  readonly within?: string;
  /** The only rules; without them those of WCAG 2.2 A and AA and good practice. */
  readonly rules?: readonly string[];
}

/**
 * The page is scrolled to its top before: what the bar there covers would be too small.
 * @returns each offense with its places, and the rules that held
 */
export async function lookWithAxe(
  page: Page,
  { within, rules }: Scope = {},
): Promise<{ readonly found: readonly string[]; readonly held: readonly string[] }> {
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const runOnly = rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: TAGS };
  return page.evaluate(
    async ([selector, options]) => {
      const { violations, passes } = await (window as unknown as { axe: typeof axe }).axe.run(
        selector ? { include: [[selector]] } : document,
        options,
      );
      return {
        found: violations.map(
          ({ id, help, nodes }) =>
            `${id}: ${help}\n${nodes.map(({ target, html, failureSummary }) => `  ${target.join(' ')}\n  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`).join('\n')}`,
        ),
        held: passes.map(({ id }) => id),
      };
    },
    [within, { runOnly, iframes: false, resultTypes: ['violations'] } as axe.RunOptions] as const,
  );
}

/** Fails where axe finds something, or where no rule applied, which would prove nothing. */
export async function expectAccessible(page: Page, scope: Scope = {}, when = 'what axe finds'): Promise<void> {
  const { found, held } = await lookWithAxe(page, scope);
  expect(found, when).toEqual([]);
  expect(held.length, 'rules of axe that held').toBeGreaterThan(scope.within === undefined ? 10 : 0);
}
