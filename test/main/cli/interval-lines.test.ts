import { expect, test } from 'vitest';
import { intervalLines } from '../../../main/cli/interval-lines.ts';
import type { IntervalReplay } from '../../../main/common/contract/messages/intervals.ts';
import { wording } from '../../../main/common/wording.ts';

const horizon = (coverage: number, width: number): IntervalReplay['own'][number] => ({
  ...{ minutes: 15, count: 100, pinball: 0.5, all: { coverage, width } },
  congested: { coverage: null, width: null },
  peaks: { coverage: coverage + 0.01, width: width + 1 },
  worstPlaces: { coverage: coverage - 0.1, width: width - 1 },
});
const replay: IntervalReplay = {
  ...{ unit: 'mph', dataHash: 'abc', model: 'traffic.network', version: '2-x', origins: 25, places: 4 },
  ...{ from: Date.UTC(2012, 2, 6), to: Date.UTC(2012, 2, 8), widths: [{ cell: 'normal1', width: 1.234 }] },
  seriesWidths: { least: 0.7, median: 1, most: 1.456 },
  own: [horizon(0.8, 10)],
  following: [horizon(0.9, 12)],
};

test('what intervals held stands beside how wide they were, as they are and as they follow the truth', () => {
  const lines = intervalLines(replay, wording('en'));
  const rows = (start: string): string[] => lines.filter((line) => line.startsWith(start));
  expect(lines[0]).toContain('small network 2-x');
  expect(lines[0]).toContain('2012-03-06T00:00 to 2012-03-08T00:00: 25 origins, 4 places, mph');
  const [held, width] = rows('as the version says them');
  expect(held).toContain('0.800 / – / 0.810 / 0.700; 0.500');
  expect(width).toContain('10.0 / – / 11.0 / 9.0');
  const [more, wider] = rows('as they follow the truth');
  expect(more).toContain('0.900 / – / 0.910 / 0.800; 0.500');
  expect(wider).toContain('12.0 / – / 13.0 / 11.0');
  expect(lines.at(-2)).toContain('normal1 1.23');
  expect(lines.at(-1)).toContain('0.70 to 1.46 times, 1.00 in the middle');
  expect(intervalLines(replay, wording('zh-CN')).join('\n')).toContain('90 % 区间');
});
