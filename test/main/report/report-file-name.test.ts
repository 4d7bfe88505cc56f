import { expect, test } from 'vitest';
import { defaultView } from '../../../main/common/view.ts';
import { reportFileName } from '../../../main/report/report-file-name.ts';
import { sampleReport } from './report-sample.ts';

const sample = sampleReport();
const minute = 60_000;

test('a report is called by its data cut-off, whatever its target time', () => {
  expect(reportFileName(sample)).toBe('Port-Merrow-North-traffic-2012-03-07-0055Z-plus-20-min');
  expect(reportFileName({ ...sample, targetAt: sample.targetAt - 200 * minute })).toBe(
    'Port-Merrow-North-traffic-2012-03-07-0055Z-minus-180-min',
  );
  expect(reportFileName({ ...sample, targetAt: sample.targetAt - 20 * minute })).toBe(
    'Port-Merrow-North-traffic-2012-03-07-0055Z',
  );
});

test('it names the selected place', () => {
  const view = { ...defaultView, selection: sample.places.places.columns.place.values[3] ?? 0 };
  const key = sample.places.places.columns.key.values[3] ?? '';
  expect(reportFileName({ ...sample, view })).toMatch(new RegExp(`-plus-20-min-${key}$`));
  expect(reportFileName({ ...sample, view: { ...defaultView, selection: 987_654 } })).toMatch(/-min$/);
});

test('it stands without a forecast, and with a name that no file could have', () => {
  const workspace = { ...sample.workspace, name: '../..' };
  expect(reportFileName({ ...sample, workspace, run: null })).toBe(
    'report-traffic-2012-03-07-0055Z-plus-20-min',
  );
});
