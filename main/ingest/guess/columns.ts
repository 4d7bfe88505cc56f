import type { Mapping } from '../../common/contract/messages/sources.ts';

export type Decimal = Mapping['decimal'];

/** What a column's sample holds. */
export type ColumnType = 'number' | 'time' | 'text' | 'empty';

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const commaNumber = /^[+-]?\d{1,3}(\.\d{3})*(,\d+)?$|^[+-]?\d+(,\d+)?$/;

export function isNumber(text: string, decimal: Decimal): boolean {
  return (decimal === ',' ? commaNumber : plainNumber).test(text);
}

export function toNumber(text: string, decimal: Decimal): number {
  return Number(decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text);
}

/** A decimal comma when cells such as `12,5` are met and none such as `12.5`. */
export function guessDecimal(cells: readonly string[]): Decimal {
  const commas = cells.filter((cell) => /^[+-]?\d+,\d+$/.test(cell)).length;
  const points = cells.filter((cell) => /^[+-]?\d+\.\d+$/.test(cell)).length;
  return commas > 0 && commas > points ? ',' : '.';
}

/** Numbers when at least half of what is there is one: a few faults do not make it text. */
export function columnType(cells: readonly (string | null)[], decimal: Decimal): 'number' | 'text' | 'empty' {
  const said = cells.filter((cell): cell is string => cell !== null && cell.trim() !== '');
  if (said.length === 0) return 'empty';
  const numbers = said.filter((cell) => isNumber(cell.trim(), decimal)).length;
  return numbers * 2 >= said.length ? 'number' : 'text';
}

/**
 * Whether the first line names the columns. Names are rarely numbers; where all of them are, they are sensor ids when they
 * differ from each other and lie mostly outside of what the lines below hold.
 */
export function guessHeader(
  first: readonly string[],
  below: readonly (readonly string[])[],
  decimal: Decimal,
): boolean {
  const filled = first.filter((cell) => cell !== '');
  const isTime = (cell: string): boolean => /^\d{4}-\d{2}-\d{2}|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(cell);
  const words = filled.filter((cell) => !isNumber(cell, decimal) && !isTime(cell));
  if (words.length > 0) {
    const belowWords = below
      .flat()
      .filter((cell) => cell !== '' && !isNumber(cell, decimal) && !isTime(cell)).length;
    return below.length === 0 || words.length * below.length > belowWords || first.some(isHeaderWord);
  }
  if (filled.some(isTime)) return false;
  const distinct = new Set(filled).size === filled.length && filled.length > 1;
  if (!distinct || !filled.every((cell) => /^\d+$/.test(cell))) return false;
  if (first[0] === '' && filled.length === first.length - 1 && numbersRows(below)) return true;
  const numbers = below
    .flat()
    .filter((cell) => isNumber(cell, decimal))
    .map((cell) => toNumber(cell, decimal));
  if (numbers.length === 0) return true;
  const lowest = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  const outside = filled.filter((cell) => Number(cell) < lowest || Number(cell) > highest).length;
  return outside * 2 > filled.length;
}

/** Whether the first column tells the rows apart, as it does where a program writes its row numbers under an empty name. */
function numbersRows(below: readonly (readonly string[])[]): boolean {
  const cells = below.map(([cell = '']) => cell);
  return cells.length > 1 && !cells.includes('') && new Set(cells).size === cells.length;
}

function isHeaderWord(cell: string): boolean {
  return /^(id|key|time|date|sensor|station|value|lat|lon|from|to|parent|child|upstream|downstream|name|speed|flow)/i.test(
    cell,
  );
}
