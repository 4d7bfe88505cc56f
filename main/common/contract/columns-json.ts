import type { Column } from './columns.ts';

const arrayOf = {
  float32: (values: readonly (number | null)[]) => Float32Array.from(values, (value) => value ?? Number.NaN),
  float64: (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN),
  time: (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN),
  int32: (values: readonly (number | null)[]) => Int32Array.from(values, (value) => value ?? 0),
} as const;

interface JsonColumn {
  readonly $column: Column['type'];
  readonly values: readonly (number | string | null)[];
}

function isColumn(value: object): value is Column {
  if (!('type' in value) || !('values' in value)) return false;
  return ArrayBuffer.isView(value.values) || (value.type === 'text' && Array.isArray(value.values));
}

function isJsonColumn(value: object): value is JsonColumn {
  return '$column' in value && 'values' in value && Array.isArray(value.values);
}

/** JSON text of a message; typed-array columns become `{"$column": type, "values": [1, null, …]}`. */
export function encodeJson(message: unknown): string {
  return JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !isColumn(value)) return value;
    const values =
      value.type === 'text' ? value.values : Array.from(value.values, (x) => (Number.isNaN(x) ? null : x));
    return { $column: value.type, values };
  });
}

/** The reverse of {@link encodeJson}. Throws SyntaxError on text that is not JSON. */
export function decodeJson(json: string): unknown {
  return JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !isJsonColumn(value)) return value;
    if (value.$column === 'text') return { type: 'text', values: value.values };
    const numbers = value.values.map((x) => (typeof x === 'number' ? x : null));
    return { type: value.$column, values: arrayOf[value.$column](numbers) };
  });
}
