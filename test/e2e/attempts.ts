import type { Page } from 'playwright-core';

/** What came of an attempt in the page, and which directives of its content policy it broke. */
export interface Attempt {
  readonly outcome: unknown;
  readonly violations: readonly string[];
}

/**
 * Runs a script in the page as the page itself would: in a task of its own, where the content policy holds in full (it does not
 * for what a debugger evaluates directly).
 *
 * @param attempt runs in the page; may give a promise
 */
export async function attemptIn(page: Page, attempt: () => unknown): Promise<Attempt> {
  const action = await page.evaluateHandle(`(${attempt.toString()})`);
  return page.evaluate(async (run) => {
    const violations: string[] = [];
    const note = ({ effectiveDirective }: SecurityPolicyViolationEvent): number =>
      violations.push(effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    const outcome = await new Promise<unknown>((resolve) => {
      setTimeout(() => {
        void (async () => resolve(await (run as () => unknown)()))().catch((thrown: unknown) => {
          resolve(thrown instanceof Error ? thrown.name : String(thrown));
        });
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    document.removeEventListener('securitypolicyviolation', note);
    return { outcome, violations };
  }, action);
}

/** Lets the page try to go elsewhere and gives where it is half a second later. */
export async function addressAfter(page: Page, leave: () => void): Promise<string> {
  const action = await page.evaluateHandle(`(${leave.toString()})`);
  await page.evaluate((run) => setTimeout(run as () => void), action);
  await page.waitForTimeout(500);
  return page.url();
}
