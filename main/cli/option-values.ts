import { InvalidArgumentError } from 'commander';

/** A whole number above 0. @throws InvalidArgumentError */
export function countOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

const separators: Readonly<Record<string, string>> = {
  ',': ',',
  ';': ';',
  '|': '|',
  '\t': '\t',
  '\\t': '\t',
  ' ': ' ',
  tab: '\t',
  space: ' ',
};

/** A separator as itself or by name. @throws InvalidArgumentError */
export function separatorOf(text: string): string {
  const separator = separators[text];
  if (separator !== undefined) return separator;
  throw new InvalidArgumentError('It must be a comma, a semicolon, a bar, tab or space.');
}

/** Whether the first line holds names. @throws InvalidArgumentError */
export function holdsNames(text: string): boolean {
  if (text === 'names' || text === 'data') return text === 'names';
  throw new InvalidArgumentError('It must be names or data.');
}

/** The entries of a list with commas between. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
