import type { CheckResult } from './check.ts';

/** The results as plain text: one line each, and a last one that counts. */
export function tableOf(results: readonly CheckResult[]): string {
  const rows = results.map((result) => [
    result.passed ? 'passed' : 'FAILED',
    result.check,
    numberOf(result.figure),
    rangeOf(result),
    result.unit,
    result.detail,
    result.source,
  ]);
  const lines = [['', 'check', 'figure', 'wanted', 'unit', 'taken from', 'source of the threshold'], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  const text = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const passed = results.filter((result) => result.passed).length;
  return [...text, `${passed} of ${results.length} checks passed`].join('\n');
}

function rangeOf({ threshold: { atLeast, atMost } }: CheckResult): string {
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atLeast === undefined ? `<= ${atMost ?? ''}` : `>= ${atLeast}`;
}

/** Four significant digits. */
function numberOf(figure: number): string {
  return Number.isNaN(figure) ? 'none' : String(Number(figure.toPrecision(4)));
}
