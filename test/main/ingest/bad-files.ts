import { expect } from 'vitest';
import type { Mapping } from '../../../main/common/contract/messages/sources.ts';
import { bench, refusalOf, speeds, written } from './importing.ts';

/** A long file with these rows. */
export const long = (...rows: string[]): string => ['sensor,time,speed', ...rows, ''].join('\n');

/** How a {@link long} file is read, where nothing can be guessed. */
export const longMapping = {
  format: 'readings-long',
  timeColumn: 'time',
  placeColumn: 'sensor',
  valueColumn: 'speed',
} as const;

/** A wide file of two places with these rows. */
export const wide = (...rows: string[]): string => ['time,a,b', ...rows, ''].join('\n');

/** A minute of the first hour of 2024, as files write it. */
export const at = (minute: number): string => `2024-01-01 00:${String(minute).padStart(2, '0')}`;

/** Tries to import `content` and gives the refusal, having made sure that the workspace holds nothing of it. */
export async function refused(name: string, content: string | Uint8Array, known: Partial<Mapping> = {}) {
  const { store, load } = await bench();
  const error = await refusalOf(load(written(name, content), { ...speeds, ...known }));
  expect(await store.sources.list()).toEqual([]);
  expect((await store.places.list()).rows).toBe(0);
  return { code: error.code, parameters: error.parameters };
}
