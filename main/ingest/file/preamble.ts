import { guessSeparator, splitLine } from '../csv/line.ts';

/** Says which separator follows; a spreadsheet reads and writes it. */
const separatorLine = /^sep=.$/i;

const isBlank = (line: string): boolean => line.trim() === '';

/**
 * How many lines stand before a table: blank ones, comments behind `#`, and a line such as `sep=;`. A first line of names may
 * begin with `#` as well: it is told by having as many fields as the next.
 */
export function preambleLength(lines: readonly string[]): number {
  const isBefore = (line: string): boolean =>
    isBlank(line) || line.startsWith('#') || separatorLine.test(line);
  const first = lines.findIndex((line) => !isBefore(line));
  if (first === -1)
    return Math.max(
      0,
      lines.findIndex((line) => !isBlank(line)),
    );
  const rows = lines
    .slice(first)
    .filter((line) => !isBlank(line))
    .slice(0, 50);
  const last = lines.slice(0, first).findLastIndex((line) => !isBlank(line));
  return last !== -1 && isFirstLine(lines[last] ?? '', rows) ? last : first;
}

function isFirstLine(line: string, rows: readonly string[]): boolean {
  if (!line.startsWith('#')) return false;
  const separator = guessSeparator(rows);
  const width = splitLine(rows[0] ?? '', separator).length;
  return width > 1 && splitLine(line, separator).length === width;
}
