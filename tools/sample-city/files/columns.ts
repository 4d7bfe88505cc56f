import {
  BOOLEAN,
  DOUBLE,
  DuckDBTimestampTZValue,
  FLOAT,
  INTEGER,
  TIMESTAMPTZ,
  VARCHAR,
} from '@duckdb/node-api';
import type { FileColumn } from './table.ts';

type At<T> = (row: number) => T;

/** A text column. */
export function text(name: string, at: At<string | null>): FileColumn {
  return { name, type: VARCHAR, at };
}

/** A column of instants, given as epoch milliseconds. */
export function instants(name: string, at: At<number | null>): FileColumn {
  return {
    name,
    type: TIMESTAMPTZ,
    at: (row) => {
      const milliseconds = at(row);
      return milliseconds === null
        ? null
        : new DuckDBTimestampTZValue(BigInt(Math.round(milliseconds)) * 1000n);
    },
  };
}

/** A column of measurements in single precision; NaN is missing. */
export function measurements(name: string, at: At<number>): FileColumn {
  return {
    name,
    type: FLOAT,
    at: (row) => {
      const value = at(row);
      return Number.isNaN(value) ? null : Math.fround(value);
    },
  };
}

/** A column of degrees or other numbers in double precision. */
export function numbers(name: string, at: At<number>): FileColumn {
  return { name, type: DOUBLE, at };
}

export function wholeNumbers(name: string, at: At<number | null>): FileColumn {
  return { name, type: INTEGER, at };
}

export function flags(name: string, at: At<boolean>): FileColumn {
  return { name, type: BOOLEAN, at };
}
