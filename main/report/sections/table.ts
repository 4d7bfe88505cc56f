import { markup, type Markup } from '../markup.ts';

type Cell = string | Markup;

export interface TableColumn<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row, index: number) => Cell;
}

/** A table whose head is repeated on every printed page. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Markup {
  const alignment = (column: TableColumn<Row>): Markup | null =>
    column.isNumber === true ? markup` class="number"` : null;
  const head = columns.map((column) => markup`<th scope="col"${alignment(column)}>${column.title}</th>`);
  const body = rows.map((row, index) => {
    const cells = columns.map((column) => markup`<td${alignment(column)}>${column.cell(row, index)}</td>`);
    return markup`<tr>${cells}</tr>\n`;
  });
  return markup`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Names and values, side by side. */
export function facts(entries: readonly (readonly [name: string, value: Cell])[]): Markup {
  return markup`<dl class="facts">${entries.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
