import { readFileSync } from 'node:fs';

/** The rows of a file of comma-separated values without quotes, the header first. */
export function rowsOf(path: string): readonly (readonly string[])[] {
  return rowsIn(readFileSync(path, 'utf8'));
}

/** The same of a text. */
export function rowsIn(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}
