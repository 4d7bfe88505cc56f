import { z } from 'zod';

/**
 * One column of a table. Missing is NaN in number and time columns and null in text columns, never 0 or "".
 * `time` holds UTC epoch milliseconds. On a message port the typed arrays are cloned as they are; on the socket and in
 * JSON `columns-json.ts` writes them as arrays with null for missing.
 */
export type Column =
  | { readonly type: 'float32'; readonly values: Float32Array }
  | { readonly type: 'float64'; readonly values: Float64Array }
  | { readonly type: 'int32'; readonly values: Int32Array }
  | { readonly type: 'time'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly values: readonly (string | null)[] };

export type ColumnType = Column['type'];
export type ColumnOf<T extends ColumnType> = Extract<Column, { type: T }>;

/** Equally long columns by name. */
export interface Table<
  Shape extends Readonly<Record<string, ColumnType>> = Readonly<Record<string, ColumnType>>,
> {
  readonly rows: number;
  readonly columns: { readonly [Name in keyof Shape]: ColumnOf<Shape[Name]> };
}

const columnSchemas = {
  float32: z.object({ type: z.literal('float32'), values: z.instanceof(Float32Array) }),
  float64: z.object({ type: z.literal('float64'), values: z.instanceof(Float64Array) }),
  int32: z.object({ type: z.literal('int32'), values: z.instanceof(Int32Array) }),
  time: z.object({ type: z.literal('time'), values: z.instanceof(Float64Array) }),
  text: z.object({ type: z.literal('text'), values: z.array(z.string().nullable()) }),
} as const;

/** A schema for a table with exactly these columns, all of `rows` length. */
export function tableSchema<const Shape extends Readonly<Record<string, ColumnType>>>(
  shape: Shape,
): z.ZodType<Table<Shape>> {
  const names = Object.keys(shape);
  return z.custom<Table<Shape>>(
    (value) => {
      const table = z
        .object({ rows: z.number().int().nonnegative(), columns: z.record(z.string(), z.unknown()) })
        .safeParse(value);
      if (!table.success || Object.keys(table.data.columns).length !== names.length) return false;
      return names.every((name) => {
        const type = shape[name];
        if (type === undefined) return false;
        const column = columnSchemas[type].safeParse(table.data.columns[name]);
        return column.success && column.data.values.length === table.data.rows;
      });
    },
    'not a table with the columns ' + names.join(', '),
  );
}

export const float32 = (values: Float32Array): ColumnOf<'float32'> => ({ type: 'float32', values });
export const float64 = (values: Float64Array): ColumnOf<'float64'> => ({ type: 'float64', values });
export const int32 = (values: Int32Array): ColumnOf<'int32'> => ({ type: 'int32', values });
export const time = (values: Float64Array): ColumnOf<'time'> => ({ type: 'time', values });
export const text = (values: readonly (string | null)[]): ColumnOf<'text'> => ({ type: 'text', values });
