import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // written by Preact, which spells void elements and empty attributes its own way
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // words are typed by people, not by us
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
});

/** What is wrong with a page: by axe (WCAG 2.2 AA), by the rules of HTML, or wider than its window. */
export async function judgePage(page: Page, path: string): Promise<readonly string[]> {
  const response = await page.goto(path);
  const html = (await response?.text()) ?? '';
  const axe = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const report = await validator.validateString(html, path);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return [
    ...axe.violations.map(
      (violation) =>
        `${path}: axe ${violation.id}: ${violation.nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(' | ')}`,
    ),
    ...report.results.flatMap((result) =>
      result.messages.map(
        (message) => `${path}: html ${message.ruleId} ${message.message} (${message.line}:${message.column})`,
      ),
    ),
    ...(overflow === 0 ? [] : [`${path}: wider than the window by ${String(overflow)} px`]),
  ];
}
