import { describe, expect, test } from 'vitest';
import { bench, readingsOf, refusalOf, written } from './importing.ts';

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
const places = { format: 'places-csv' } as const;
/** Less on Saturdays and Sundays; the first day is a Monday. */
const weekday = (step: number): number => (Math.floor(step / 24) % 7 > 4 ? 0.8 : 1);
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

  test('beyond twenty times the rating of their place are left out, of every place refused', async () => {
    const { load: into } = await bench();
    await into(
      written('places.csv', 'id,latitude,longitude,rating_kw\nf1,51.5,0.1,800\nf2,51.6,0.1,800\n'),
      places,
    );
    const all = await refusalOf(
      into(
        file((value) => value),
        { ...loads, unit: 'MW' },
      ),
    );
    expect(all.code).toBe('import-loads-beyond-rating');
    expect(all.parameters).toMatchObject({ place: 'f1', rating: 0.8, unit: 'MW' });
    const { store, load: again } = await bench();
    await again(written('places.csv', 'id,latitude,longitude,rating_mw\nf1,51.5,0.1,0.8\n'), places);
    const { notices } = await again(
      file((value) => value),
      { ...loads, unit: 'MW' },
    );
    expect(notices.find(({ code }) => code === 'load-beyond-rating')).toMatchObject({
      severity: 'error',
      count: 1,
      parameters: { place: 'f1', rating: 0.8, unit: 'MW' },
    });
    expect((await store.series.list('load')).length).toBe(1);
  });

  test('in MW called kW are told beside the rating, and beside what was loaded before', async () => {
    const { load: into } = await bench();
    await into(written('places.csv', 'id,latitude,longitude,rating_kw\nf1,51.5,0.1,800\n'), places);
    const good = await into(
      file((value) => value),
      loads,
    );
    expect(codes(good.notices)).toEqual([]);
    const { notices } = await into(
      file((value) => value / 1000),
      loads,
    );
    expect(codes(notices)).toEqual(['load-far-below-rating', 'load-level-differs']);
    expect(notices.find(({ code }) => code === 'load-level-differs')).toMatchObject({ count: 2 });
  });

  test('negative for whole days, by night too, are told as a sign turned round', async () => {
    const { load: into } = await bench();
    const { notices } = await into(
      file((value, place, step) => (place === 0 && step >= 24 * 50 ? -value : value)),
      loads,
    );
    expect(notices.find(({ code }) => code === 'load-negative-days')).toMatchObject({
      severity: 'warning',
      row: 24 * 50 + 2,
      column: 'f1',
      count: 10,
      parameters: { place: 'f1', places: 1 },
    });
  });

  test('of two meters that were swapped are told with both names and the day', async () => {
    const { load: into } = await bench();
    const { notices } = await into(
      file((_, place, step) => load(step < 24 * 40 + 10 ? place : 1 - place, step) * weekday(step)),
      loads,
    );
    expect(notices.find(({ code }) => code === 'load-meters-swapped')).toMatchObject({
      count: 1,
      parameters: { place: 'f1', other: 'f2', value: '2024-02-10' },
    });
  });

  test('of two meters that are swapped from one file to the next are told as well, whatever the unit', async () => {
    const { load: into } = await bench();
    const some = (
      name: string,
      from: number,
      end: number,
      change: (place: number, step: number) => number,
    ) => {
      const rows = Array.from({ length: (end - from) * 24 }, (_, at) => {
        const step = from * 24 + at;
        const time = new Date(start + step * 3_600_000).toISOString();
        return [time, ...[0, 1].map((place) => change(place, step).toFixed(4))].join(',');
      });
      return written(name, ['time,f1,f2', ...rows].join('\n'));
    };
    const right = (place: number, step: number): number => load(place, step) * weekday(step);
    await into(some('first.csv', 0, 30, right), loads);
    const good = await into(some('good.csv', 30, 40, right), loads);
    expect(codes(good.notices)).toEqual([]);
    const swapped = (place: number, step: number): number => right(1 - place, step) / 1000;
    const { notices } = await into(some('second.csv', 40, 50, swapped), { ...loads, unit: 'MW' });
    expect(notices.find(({ code }) => code === 'load-meters-swapped')).toMatchObject({
      count: 1,
      parameters: { place: 'f1', other: 'f2', value: '2024-02-10' },
    });
    const later = await into(
      some('third.csv', 50, 60, (place, step) => right(1 - place, step)),
      loads,
    );
    expect(codes(later.notices)).toEqual([]);
  });

  test('that were there before their ratings are looked at when those come, and kept', async () => {
    const { store, load: into } = await bench();
    await into(
      file((value) => 10 * value),
      loads,
    );
    const said = 'id,latitude,longitude,rating_kw\nf1,51.5,0.1,8\nf2,51.6,0.1,9000\n';
    const { notices } = await into(written('places.csv', said), places);
    expect(notices.find(({ code }) => code === 'load-loaded-beyond-rating')).toMatchObject({
      severity: 'warning',
      count: 1,
      parameters: { place: 'f1', rating: 8, unit: 'kW' },
    });
    expect((await store.series.list('load')).length).toBe(2);
    const tiny = 'id,latitude,longitude,rating_mw\nf1,51.5,0.1,8000\nf2,51.6,0.1,9000\n';
    const { notices: low } = await into(written('tiny.csv', tiny), places);
    expect(codes(low)).toEqual(['load-far-below-rating']);
    const sound = 'id,latitude,longitude,rating_kw\nf1,51.5,0.1,8000\nf2,51.6,0.1,9000\n';
    expect(codes((await into(written('sound.csv', sound), places)).notices)).toEqual([]);
  });

  test('that all grow on one day, as when it turns cold, are no swapped meters', async () => {
    const { load: into } = await bench();
    const { notices } = await into(
      file((value, _, step) => value * weekday(step) + (step >= 24 * 40 ? 400 : 0)),
      loads,
    );
    expect(codes(notices)).toEqual([]);
  });
});

describe('loads on days of 23 and 25 hours', () => {
  const local = (from: string, hours: readonly string[]): string =>
    ['time,f1', ...hours.map((hour, at) => `${from} ${hour}:00,${400 + at}`)].join('\n');
  const hours = (leave: readonly number[], twice: readonly number[]): string[] =>
    Array.from({ length: 24 }, (_, hour) => hour).flatMap((hour) => {
      const text = String(hour).padStart(2, '0');
      return leave.includes(hour) ? [] : twice.includes(hour) ? [text, text] : [text];
    });
  const zone = { metric: 'load', unit: 'kW', zone: 'Europe/Berlin' } as const;

  test('stand an hour apart, none lost and none invented', async () => {
    for (const [from, of, count] of [
      ['2024-03-31', hours([2], []), 23],
      ['2024-10-27', hours([], [2]), 25],
    ] as const) {
      const { store, load: into } = await bench();
      const { source } = await into(written('loads.csv', local(from, of)), zone);
      expect(source.rowsKept).toBe(count);
      const times = (await readingsOf(store)).map((line) => Date.parse(`${line.split(' ')[1] ?? ''}Z`));
      expect(times.map((time) => time - (times[0] ?? NaN))).toEqual(of.map((_, at) => at * 3_600_000));
    }
  });

  test('by a clock that ignores them: the hour that was never shown is refused, and what to choose is said', async () => {
    const { load: into } = await bench();
    const spring = written('loads.csv', local('2024-03-31', hours([], [])));
    const { source, notices } = await into(spring, zone);
    expect(source).toMatchObject({ rowsKept: 23, rowsRefused: 1 });
    expect(notices.find(({ code }) => code === 'clock-skipped-hour')).toMatchObject({ row: 4, count: 1 });
    const { load: fixed } = await bench();
    expect((await fixed(spring, { ...zone, zone: '+01:00' })).source.rowsKept).toBe(24);
  });
});
