/** Tests of the built site and of the workbench in Chromium. They run on `dist` and on `.cache/book`. */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const system = '/usr/bin/chromium';
const executablePath = process.env['PORT3000_CHROMIUM'] ?? (existsSync(system) ? system : undefined);

export default defineConfig({
  testDir: 'tests',
  projects: [
    { name: 'site', testMatch: 'site/**/*.spec.ts' },
    { name: 'harness', testMatch: 'e2e/harness.setup.ts' },
    { name: 'workbench', testMatch: 'e2e/**/*.spec.ts', dependencies: ['harness'] },
  ],
  outputDir: '.cache/test-results',
  fullyParallel: false,
  workers: 2,
  // The report names what passed only on its second try.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  // Pictures are written only by whoever asks for it: CONTRIBUTING.md says how.
  updateSnapshots: 'none',
  expect: { timeout: 15_000, toHaveScreenshot: { pathTemplate: '{testDir}/e2e/pictures/{arg}{ext}' } },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-background-networking'] },
    // Without pictures of each step, which are drawn by the processor here, and without copies of the page: one of a
    // chapter at every step took longer than the test. The failure's own picture is kept; --trace on keeps everything.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
});
