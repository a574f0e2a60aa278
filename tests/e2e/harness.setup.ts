import { test } from '@playwright/test';
import { buildHarness } from './support/harness.ts';

test('the page with a playing engine can be built', () => {
  test.setTimeout(180_000);
  buildHarness();
});
