import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  float32,
  float64,
  int32,
  tableSchema,
  text,
  time,
} from '../../../../main/common/contract/columns.ts';
import { decodeJson, encodeJson } from '../../../../main/common/contract/columns-json.ts';

test('columns survive the socket, missing values included', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.float({ noDefaultInfinity: true }),
          fc.integer({ min: -1e9, max: 1e9 }),
          fc.option(fc.string()),
        ),
      ),
      (rows) => {
        const table = {
          rows: rows.length,
          columns: {
            speed: float32(Float32Array.from(rows, ([value]) => value)),
            count: int32(Int32Array.from(rows, ([, value]) => value)),
            name: text(rows.map(([, , value]) => value)),
          },
        };
        expect(decodeJson(encodeJson({ table }))).toEqual({ table: withPositiveZero(table) });
      },
    ),
  );
});

function withPositiveZero<T extends { columns: { speed: { type: 'float32'; values: Float32Array } } }>(
  table: T,
): T {
  return {
    ...table,
    columns: { ...table.columns, speed: float32(table.columns.speed.values.map((value) => value + 0)) },
  };
}

test('a missing number is null on the wire, never 0', () => {
  expect(encodeJson(float64(Float64Array.of(1, NaN)))).toBe('{"$column":"float64","values":[1,null]}');
  expect(encodeJson(time(Float64Array.of(NaN)))).toContain('[null]');
});

test('a table must have exactly its columns, all equally long', () => {
  const schema = tableSchema({ place: 'int32', value: 'float32' });
  const place = int32(Int32Array.of(1, 2));
  expect(
    schema.safeParse({ rows: 2, columns: { place, value: float32(Float32Array.of(1, 2)) } }).success,
  ).toBe(true);
  expect(schema.safeParse({ rows: 2, columns: { place, value: float32(Float32Array.of(1)) } }).success).toBe(
    false,
  );
  expect(schema.safeParse({ rows: 2, columns: { place } }).success).toBe(false);
  expect(schema.safeParse({ rows: 2, columns: { place, value: place } }).success).toBe(false);
});
