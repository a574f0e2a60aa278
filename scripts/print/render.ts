/** Makes PDFs with Chromium. */
import { chromium } from '@playwright/test';

/** How long a layout of the whole book may take, in milliseconds. */
const LIMIT = 600_000;

/**
 * @param executablePath the Chromium (`ensureChromium`)
 * @returns makes a PDF of an HTML document: with tags for screen readers, an outline, and the page size that it asks for
 */
export function pdfRenderer(executablePath: string): (html: string) => Promise<Uint8Array> {
  return async (html) => {
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(LIMIT);
      await page.setContent(html, { timeout: LIMIT });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      return await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
    } finally {
      await browser.close();
    }
  };
}
