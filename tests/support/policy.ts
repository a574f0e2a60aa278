/** What in a page offends against its content security policy. */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    violations: string[];
  }
}

/** From the next page on, `violations` in the page has what was violated. */
export async function watchPolicy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
}
