/** Every way in which Metropole says no. The wording of `error.<code>` and `hint.<code>` is in `assets/locales`. */
export const errorCodes = [
  'aborted',
  'action-ahead',
  'action-ended',
  'action-ends-before',
  'action-runs',
  'action-taken-back',
  'action-unknown',
  'backend-unavailable',
  'base-map-damaged',
  'base-map-elsewhere',
  'base-map-missing',
  'base-map-unsuitable',
  'compute-busy',
  'compute-died',
  'compute-failed',
  'contract-body-invalid',
  'contract-response-invalid',
  'contract-too-large',
  'contract-unknown-message',
  'disk-full',
  'engine-died',
  'file-empty',
  'file-encoding',
  'file-inaccessible',
  'file-kind-mismatch',
  'file-missing',
  'file-no-header',
  'file-no-rows',
  'file-unreadable',
  'forecast-no-data',
  'forecast-no-model',
  'forecast-not-finite',
  'import-adjacency-not-square',
  'import-adjacency-order-missing',
  'import-adjacency-row-unknown',
  'import-adjacency-size',
  'import-column-missing',
  'import-coordinates-projected',
  'import-duplicate-place',
  'import-loads-beyond-rating',
  'import-mapping-incomplete',
  'import-no-usable-row',
  'import-row-width',
  'import-start-unreadable',
  'import-time-format-unknown',
  'import-time-unreadable',
  'import-unit-mismatch',
  'import-values-absurd',
  'import-zone-unknown',
  'internal',
  'memory-full',
  'model-none-before',
  'model-no-start',
  'model-serves',
  'model-topic-absent',
  'model-unknown',
  'model-unsuitable',
  'model-version-unknown',
  'not-available',
  'report-failed',
  'report-nothing-shown',
  'safety-category-off',
  'safety-cell-unknown',
  'safety-expiry',
  'safety-purpose-unknown',
  'safety-purpose-withdrawn',
  'safety-stopped',
  'source-unknown',
  'place-unknown',
  'run-unknown',
  'workspace-exists',
  'workspace-in-use',
  'workspace-missing',
  'workspace-not-a-workspace',
  'workspace-not-writable',
  'workspace-other',
  'workspace-too-new',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Values that the wording of a code may name: file, row, column, count and so on. */
export type WordingParameters = Readonly<Record<string, string | number>>;

/** An error as it crosses a process border: everything a person or a program needs, without the stack. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly parameters: WordingParameters;
  /** For the log and "copy details"; never shown as the message. */
  readonly detail?: string | undefined;
}

/** The one error family. `code` and `parameters` carry the meaning; people read the wording made from them. */
export class MetropoleError extends Error implements ErrorRecord {
  readonly code: ErrorCode;
  readonly parameters: WordingParameters;
  readonly detail?: string | undefined;

  constructor(code: ErrorCode, parameters: WordingParameters = {}, detail?: string, cause?: unknown) {
    super(`${code} ${JSON.stringify(parameters)}`, { cause });
    this.name = 'MetropoleError';
    this.code = code;
    this.parameters = parameters;
    this.detail = detail;
  }

  toRecord(): ErrorRecord {
    return { code: this.code, parameters: this.parameters, detail: this.detail };
  }

  static fromRecord(record: ErrorRecord): MetropoleError {
    return new MetropoleError(record.code, record.parameters, record.detail);
  }

  /** Wraps anything thrown: a MetropoleError stays itself, everything else becomes `internal` with its stack as detail. */
  static from(thrown: unknown): MetropoleError {
    if (thrown instanceof MetropoleError) return thrown;
    if (thrown instanceof Error && thrown.name === 'AbortError')
      return new MetropoleError('aborted', {}, undefined, thrown);
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return new MetropoleError('internal', {}, detail, thrown);
  }
}

/** Throws `aborted` when the signal has fired: call between the steps of long work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MetropoleError('aborted');
}
