export type NamedRow = Readonly<Record<string, unknown>>;

/** The result of a query, as a database's library gives it. */
interface QueryResult {
  columnNames(): readonly string[];
  getRows(): Promise<readonly (readonly unknown[])[]>;
}

/** All rows of a small result by name: numbers (also 64-bit ones), text, booleans, null; instants as the library's values. */
export async function namedRows(result: QueryResult): Promise<NamedRow[]> {
  const names = result.columnNames();
  const rows = await result.getRows();
  return rows.map((row) =>
    Object.fromEntries(
      names.map((name, index) => {
        const value = row[index];
        return [name, typeof value === 'bigint' ? Number(value) : value];
      }),
    ),
  );
}
