import type { Mapping } from '../../common/contract/messages/sources.ts';

export type Separator = Mapping['separator'];

/** The fields of one line, for judging a file's beginning; reading the file is DuckDB's. */
export function splitLine(line: string, separator: Separator): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === '"' && quoted && line.charAt(index + 1) === '"') {
      field += '"';
      index++;
    } else if (character === '"' && (quoted || field === '')) quoted = !quoted;
    else if (character === separator && !quoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  fields.push(field);
  return fields.map((text) => text.trim());
}

const separators: readonly Separator[] = [',', ';', '\t', '|', ' '];

/** The separator that cuts the lines into the same number of fields, more than one. Comma when none does. */
export function guessSeparator(lines: readonly string[]): Separator {
  const sample = lines.filter((line) => line.trim() !== '').slice(0, 50);
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = sample.map((line) => splitLine(line, separator).length);
    const width = counts[0] ?? 1;
    const share = counts.filter((count) => count === width).length / Math.max(1, counts.length);
    if (width < 2 || share < 0.5) continue;
    const score = share * (separator === ' ' ? 0.5 : 1) * (1 + Math.min(width, 100) / 1000);
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** Column names as the file says them; a column without one is `column 1`, `column 2`… */
export function columnNames(firstLine: string, separator: Separator, header: boolean): string[] {
  return splitLine(firstLine, separator).map((name, index) =>
    header && name !== '' ? name : `column ${index + 1}`,
  );
}
