import { beforeAll, describe, expect, test } from 'vitest';
import { facilityPoints } from '../../../main/common/facility-points.ts';
import { countIncidents, localDays } from '../../../main/forecast/counts/count-incidents.ts';
import { judgedDays, runCountProtocol } from '../../../models/evaluation/count-protocol.ts';
import { mean } from '../../../models/safety/benchmarks/simple.ts';
import { allTogether } from '../../../models/safety/counts.ts';
import { haveNewYork, newYork, noticeWithoutNewYork } from './new-york.ts';

beforeAll(noticeWithoutNewYork);

describe.skipIf(!haveNewYork)('New York', () => {
  const incidents = haveNewYork ? newYork() : [];

  test('the jail is the first of few facilities', () => {
    const [first, ...others] = facilityPoints(incidents);
    expect(first?.count).toBe(720);
    expect(first?.latitude).toBeCloseTo(40.791, 3);
    expect(first?.longitude).toBeCloseTo(-73.884, 3);
    expect(others.length).toBeLessThan(5);
  });

  test('hexagons and squares, days and shifts hold every incident once', () => {
    const days = localDays(incidents, 'UTC');
    expect(days).toBe(730);
    for (const grid of ['h3', 'squares'] as const) {
      const counts = countIncidents(incidents, {
        grid,
        periodsPerDay: 4,
        zone: 'UTC',
        cellsFromDays: judgedDays(days, 'test').from,
      });
      const [inside, outside] = [counts.values, counts.missed].map((all) =>
        Array.from(all).reduce((sum, count) => sum + count, 0),
      );
      expect((inside ?? 0) + (outside ?? 0)).toBe(191_580);
      expect(outside).toBeLessThan(10);
      expect(counts.cells.length).toBeGreaterThan(1050);
      expect(counts.cells.length).toBeLessThan(1150);
    }
  });

  test('the mean of the cell reaches what is known of it, on validation', async () => {
    const counts = allTogether(
      countIncidents(incidents, { grid: 'h3', periodsPerDay: 1, zone: 'UTC', cellsFromDays: 546 }),
    );
    const { rows } = await runCountProtocol(counts, [mean], { split: 'validation' });
    const [cell] = rows[0]?.categories ?? [];
    expect(cell?.logScore).toBeCloseTo(0.4339, 3);
    expect(cell?.hits.map((share) => Number(share.toFixed(2)))).toEqual([0.09, 0.27, 0.43, 0.65]);
  });
});
