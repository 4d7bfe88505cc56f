import { refusal } from '../import-context.ts';

/**
 * What DuckDB's CSV reader throws, as the refusal of a file. Everything else (disk full, memory full, aborted) stays as it is,
 * whatever its path is called.
 * @param file its name
 */
export function csvRefusal(file: string, thrown: unknown): unknown {
  const message = thrown instanceof Error ? thrown.message : '';
  if (!/^(Invalid Input|Conversion) Error/.test(message)) return thrown;
  const row = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? 1);
  if (/not utf-8 encoded|Invalid unicode|not .*encoded/i.test(message)) {
    return refusal({ fileName: file }, 'file-encoding', { row }, message);
  }
  if (!/CSV|state machine/.test(message)) return thrown;
  return refusal(
    { fileName: file },
    'file-unreadable',
    { row, reason: message.split('\n')[0] ?? '' },
    message,
  );
}
