import { describe, expect, test } from 'vitest';
import { bench, written } from './importing.ts';

const start = Date.UTC(2024, 0, 1);
const hours = 60 * 24;

/** Two feeders with an evening peak, one of which makes more than it uses at noon. */
const load = (place: number, step: number): number =>
  400 +
  150 * Math.exp(-(((step % 24) - 19) ** 2) / 6) -
  (place === 1 ? 700 * Math.exp(-(((step % 24) - 12) ** 2) / 6) : 0);

function file(change: (value: number, place: number, step: number) => number): string {
  const rows = Array.from({ length: hours }, (_, step) => {
    const time = new Date(start + step * 3_600_000).toISOString();
    return [time, ...[0, 1].map((place) => change(load(place, step), place, step).toFixed(1))].join(',');
  });
  return written('loads.csv', ['time,f1,f2', ...rows].join('\n'));
}

const loads = { metric: 'load', unit: 'kW', zone: 'UTC' } as const;
const codes = (notices: readonly { readonly code: string }[]) =>
  notices.map(({ code }) => code).filter((code) => code.startsWith('load-') || code.startsWith('value-'));

describe('loads at import', () => {
  test('that are negative because roofs feed back are as good as others', async () => {
    const { load: into } = await bench();
    const { source, notices } = await into(
      file((value) => value),
      loads,
    );
    expect(codes(notices)).toEqual([]);
    expect(source.rowsKept).toBe(hours);
  });

  test('negative by mistake, far from all others of the meter, are left out and named', async () => {
    const { store, load: into } = await bench();
    const { notices } = await into(
      file((value, place, step) => (place === 0 && step === 700 ? -50_000 : value)),
      loads,
    );
    expect(notices.find(({ code }) => code === 'load-stray')).toMatchObject({
      severity: 'error',
      row: 702,
      column: 'f1',
      count: 1,
      parameters: { place: 'f1', value: -50_000, unit: 'kW' },
    });
    const from = start + 699 * 3_600_000;
    const request = {
      metric: 'load',
      from,
      to: from + 3 * 3_600_000,
      stepSeconds: 3600,
      asOf: null,
    } as const;
    const { values } = await store.readings.matrix(request);
    expect([...values].map(Number.isNaN)).toEqual([false, true, false, false, false, false]);
  });

  test('of a meter that counts up are kept, and told', async () => {
    const { load: into } = await bench();
    let total = 1000;
    const { notices } = await into(
      file((value, place) => (place === 0 ? (total += value) : value)),
      loads,
    );
    expect(notices.find(({ code }) => code === 'load-counts-up')).toMatchObject({
      count: 1,
      parameters: { place: 'f1' },
    });
  });

  test('in kW called MW are refused where no feeder can carry as much', async () => {
    const { load: into } = await bench();
    const { notices } = await into(
      file((value, place) => (place === 0 ? 20 * value : value)),
      { ...loads, unit: 'MW' },
    );
    expect(codes(notices)).toContain('value-absurd');
  });
});
