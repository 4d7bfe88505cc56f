import { MetropoleError, type ErrorCode } from '../common/errors.ts';

/** What DuckDB says, by the words that tell the kinds apart. */
const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^INTERRUPT Error|Interrupted!/, 'aborted'],
  [
    /No space left on device|ENOSPC|disk full|File too large|Disk quota exceeded|max_temp_directory_size/i,
    'disk-full',
  ],
  [/^Out of Memory Error/, 'memory-full'],
  [/Could not set lock on file|Conflicting lock|being used by another process/, 'workspace-in-use'],
  [/Permission denied|Read-only file system|EACCES|EROFS|EPERM/i, 'workspace-not-writable'],
  [/not a valid DuckDB database file|is not a database/, 'workspace-not-a-workspace'],
];

/** Turns what DuckDB or the file system throws into the one error family. `parameters` go into the wording. */
export function fromDatabase(
  thrown: unknown,
  parameters: Readonly<Record<string, string | number>> = {},
): MetropoleError {
  if (thrown instanceof MetropoleError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const found = meanings.find(([pattern]) => pattern.test(message));
  if (found === undefined) return MetropoleError.from(thrown);
  const [, code] = found;
  const known = code === 'workspace-in-use' ? { ...parameters, process: holderIn(message) } : parameters;
  return new MetropoleError(code, known, message, thrown);
}

/** Id of the process that DuckDB says has the file; `none` where it does not say. */
function holderIn(message: string): string {
  return /\(PID (\d+)\)/.exec(message)?.[1] ?? 'none';
}
