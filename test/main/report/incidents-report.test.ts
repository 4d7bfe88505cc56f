import { describe, expect, it, test } from 'vitest';
import { float32, float64, int32, text } from '../../../main/common/contract/columns.ts';
import { languages } from '../../../main/common/view.ts';
import { wording } from '../../../main/common/wording.ts';
import { makeIncidentsReport } from '../../../main/report/make-incidents-report.ts';
import { makeReport } from '../../../main/report/make-report.ts';
import type { IncidentsOfReport } from '../../../main/report/report-data.ts';
import { incidentsFileName } from '../../../main/report/report-file-name.ts';
import { sampleAsOf } from './drilldown-sample.ts';
import { textOf } from './page-text.ts';
import { sampleReport } from './report-sample.ts';

const sample = sampleReport();
const options = { paper: 'A4', footerBy: 'page' } as const;
const chance = { atLeastOne: [0.3, 0.01], expected: [0.36, 0.01] };
const incidents: IncidentsOfReport = {
  map: {
    ...{
      state: 'shown',
      targetAt: sampleAsOf,
      asOf: sampleAsOf,
      knownTo: sampleAsOf,
      reachesTo: sampleAsOf,
    },
    period: { from: sampleAsOf, to: sampleAsOf + 6 * 3_600_000, hours: 6 },
    ...{
      zone: 'UTC',
      isOld: false,
      dataHash: 'abc',
      approved: null,
      delay: null,
      faults: [],
      unrecorded: [],
    },
    learned: {
      ...{ incidents: 100, untyped: 0, discretionary: 0, foundByOfficers: 0, sensor: 0 },
      ...{ withoutPosition: 0, switchedOff: 0, thinned: 0, deployments: 0 },
    },
    categories: [
      {
        ...{ category: 'theft', method: 'mean', approved: null, longRun: 'mean' },
        ...{ priorDays: 2, dispersion: 0, heldOut: null },
      },
    ],
    cells: {
      rows: 2,
      columns: {
        cell: text(['8829a1d757fffff', '8829a1d751fffff']),
        latitude: float64(Float64Array.of(34.1, 34.12)),
        longitude: float64(Float64Array.of(-118.3, -118.28)),
        district: text(['Old Town', '']),
        expected: float32(Float32Array.from(chance.expected)),
        atLeastOne: float32(Float32Array.from(chance.atLeastOne)),
        longRun: float32(Float32Array.from(chance.expected)),
        isDistinguishable: int32(Int32Array.of(1, 0)),
      },
    },
    corners: {
      rows: 6,
      columns: {
        row: int32(Int32Array.of(0, 0, 0, 1, 1, 1)),
        longitude: float64(Float64Array.of(-118.31, -118.29, -118.3, -118.29, -118.27, -118.28)),
        latitude: float64(Float64Array.of(34.09, 34.09, 34.11, 34.11, 34.11, 34.13)),
      },
    },
  },
  purposes: [
    {
      ...{ id: 1, name: 'A. Supervisor', purpose: 'street lighting', legalBasis: 'by-law 7' },
      ...{ categories: ['theft'], expiresAt: sampleAsOf, recordedAt: 0, recordedBy: 'tester' },
      ...{ withdrawn: null, state: 'holds' },
    },
  ],
};

describe.each(languages)('expected incidents, in %s', (language) => {
  const view = { ...sample.view, language };

  it.each([
    ['beside readings', makeReport({ ...sample, view, incidents }, wording(language), options)],
    ['alone', makeIncidentsReport({ ...sample, view, incidents }, wording(language), options)],
  ])('%s are a map, a table and who answers for them', (_, page) => {
    const shown = textOf(page);
    expect(shown).toContain('street lighting');
    expect(shown).toContain('8829a1d757fffff Old Town 0.36');
    expect(shown).toContain('8829a1d751fffff 34.120° N 118.280° W 0.01');
    expect(page.match(/url\(#hatch\)/gu)).toHaveLength(1);
    expect(shown).toContain(sample.sources[0]?.sha256);
    expect(shown).not.toMatch(/undefined|NaN|\b(?:safety|report)\.[a-z]/u);
  });
});

test('a report says nothing of them where nothing may be expected', () => {
  expect(textOf(makeReport(sample, wording('en'), options))).not.toContain('Expected incidents');
});

test('one on nothing else is called so, and no page of it is empty', () => {
  expect(incidentsFileName({ ...sample, incidents })).toBe('Port-Merrow-North-safety-2012-03-07-0055Z');
  const alone = makeIncidentsReport({ ...sample, incidents }, wording('en'), options);
  expect(alone).not.toContain('class="new-page"');
  expect(makeReport({ ...sample, incidents: null }, wording('en'), options)).not.toMatch(
    /<div class="new-page">\s*<\/div>/u,
  );
});
