/** Violations of a page's content security policy. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    violations: string[];
  }
}

/** Makes the global `violations` of the next pages list the violations of their policy. */
export async function watchPolicy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
}
