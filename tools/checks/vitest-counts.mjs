/**
 * @typedef {object} VitestReport
 * @property {boolean} success
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults one for each file
 */

/**
 * Counts what Vitest's JSON reporter wrote. A file that could not even be loaded, or hooks that failed, count as one
 * failure; so does a run that went wrong outside every test, or that wrote no report at all.
 *
 * @param {VitestReport | undefined} report
 * @param {number} exitCode of Vitest
 * @returns {import('./tally.mjs').Tally}
 */
export function vitestCounts(report, exitCode) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const states = file.assertionResults.map(({ status }) => status);
    const failed = states.filter((status) => status === 'failed').length;
    tally.passed += states.filter((status) => status === 'passed').length;
    tally.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    tally.skipped += states.filter((status) => status !== 'passed' && status !== 'failed').length;
  }
  if (tally.failed === 0 && (exitCode !== 0 || report?.success !== true)) tally.failed = 1;
  return tally;
}
