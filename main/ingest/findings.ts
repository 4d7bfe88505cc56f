import type { WordingParameters } from '../common/errors.ts';
import type { Notice, NoticeCode, Severity } from '../common/notices.ts';

/** Something found in a file. `record` counts the rows that DuckDB gave, from 0; null when it concerns the whole file. */
export interface Finding {
  readonly severity: Severity;
  readonly code: NoticeCode;
  readonly record: number | null;
  readonly column: string | null;
  readonly count: number;
  readonly parameters?: WordingParameters;
  /** Where the finding already names a line of the file (1 is the first) instead of a record. */
  readonly line?: number;
}

/** Collects findings and turns records into lines of the file. */
export class Findings {
  readonly #found: Finding[] = [];
  /** Lines that gave no record, ascending, 1 is the first: blank and refused ones. */
  #skipped: readonly number[] = [];
  #headerLines = 0;

  /** Says how lines and records relate. */
  setLines(headerLines: number, skipped: readonly number[]): void {
    this.#headerLines = headerLines;
    this.#skipped = [...skipped].sort((a, b) => a - b);
  }

  /** Adds a finding; one with a count of 0 is none. */
  add(finding: Finding): void {
    if (finding.count > 0) this.#found.push(finding);
  }

  /** The line of the file that a record stands on. */
  lineOf(record: number): number {
    let line = record + 1 + this.#headerLines;
    for (const skipped of this.#skipped) {
      if (skipped > line) break;
      line++;
    }
    return line;
  }

  /** What was found so far, errors first, then by line. */
  notices(): Notice[] {
    const order: readonly Severity[] = ['error', 'warning', 'info'];
    return this.#found
      .map(({ severity, code, record, column, count, parameters, line }) => ({
        severity,
        code,
        row: line ?? (record === null ? null : this.lineOf(record)),
        column,
        count,
        parameters: { ...parameters },
      }))
      .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || (a.row ?? 0) - (b.row ?? 0));
  }
}
