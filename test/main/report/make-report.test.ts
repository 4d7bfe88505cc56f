import { describe, expect, it } from 'vitest';
import { float32, int32, time } from '../../../main/common/contract/columns.ts';
import { wording } from '../../../main/common/wording.ts';
import { languages, type Language } from '../../../main/common/view.ts';
import { makeReport } from '../../../main/report/make-report.ts';
import type { LoadOutlook } from '../../../main/common/contract/messages/load-outlook.ts';
import type { ReportData } from '../../../main/report/report-data.ts';
import { footerText, reportFooter } from '../../../main/report/report-footer.ts';
import { placesToExplain } from '../../../main/report/report-subject.ts';
import { sampleAsOf } from './drilldown-sample.ts';
import { textOf } from './page-text.ts';
import { sampleReport } from './report-sample.ts';

const sample = sampleReport();

function report(language: Language = 'en', changes: Partial<ReportData> = {}): string {
  const data = { ...sample, ...changes };
  return makeReport({ ...data, view: { ...data.view, language } }, wording(language), {
    paper: 'A4',
    footerBy: 'page',
  });
}

describe.each(languages)('report in %s', (language) => {
  const page = report(language);

  it('reaches for nothing outside itself and runs nothing', () => {
    const addresses = [...page.matchAll(/(?:\s(?:src|href)=|url\()["']?([^"')\s>]+)/gu)].map(
      ([, address]) => address,
    );
    expect(addresses.filter((address) => !/^(#|data:)/u.test(address ?? ''))).toEqual([]);
    expect(
      page.match(/https?:\/\/[^"'\s<]+/gu)?.filter((address) => !address.startsWith('http://www.w3.org/')) ??
        [],
    ).toEqual([]);
    expect(page).not.toMatch(/<script|javascript:|@import|\son\w+=/iu);
    expect(page).toContain('content="default-src &#39;none&#39;; ');
  });

  it('says nothing that is not words', () => {
    const text = textOf(page);
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|\bnull\b/u);
    const keys = [
      ...text.matchAll(/\b(?:report|drilldown|state|group|explanation|chart|format|model)\.[a-z-]+\b/gu),
    ];
    expect(keys.map(([key]) => key).filter((key) => key !== 'model.version')).toEqual([]);
    expect(page).not.toMatch(/="[^"]*NaN[^"]*"/u);
  });

  it('holds the numbers, the model and its version, the data range, the zone and the hash', () => {
    const text = textOf(page);
    expect(text).toContain('Tue 2012-03-06 16:55'.slice(language === 'en' ? 0 : 4));
    expect(text).toContain('America/Los_Angeles (UTC\u221208:00)');
    expect(text).toContain(sample.sources[0]?.sha256);
    expect(text).toContain('km/h');
    expect(text).toContain('5.873 / 3.512');
    expect(page.match(/<article/gu)).toHaveLength(sample.drilldowns.length);
  });
});

describe('report', () => {
  it('escapes what comes from files', () => {
    expect(report()).toContain('<h1>Port Merrow &lt;North&gt;</h1>');
  });

  it('shows values in the display unit and keeps the accuracy table in the unit of the data', () => {
    const metric = textOf(report());
    const asData = textOf(report('en', { view: { ...sample.view, units: 'as-data' } }));
    expect(metric).toMatch(/Mean over places 79\.9 km\/h/u);
    expect(asData).toMatch(/Mean over places 49\.6 mph/u);
    expect(metric).toContain('all steps and places in mph');
    const place = placesToExplain(sample.frame, 'traffic', null)[0] ?? 0;
    const stored = sample.frame.table.columns.value.values[place] ?? 0;
    expect(metric).toContain(
      `Place km/h 90 % interval usual From usual How known Ring North, km 2.7 ${Math.round(stored * 1.609344)} `,
    );
    expect(asData).toContain(
      `Place mph 90 % interval usual From usual How known Ring North, km 2.7 ${Math.round(stored)} `,
    );
    expect(metric).toMatch(/mean over places km\/h 60 70 80 90 /u);
    expect(asData).toMatch(/mean over places mph /u);
  });

  it('lists every place once, furthest below usual first and those without a value last', () => {
    const table = report().split('All places at the target time')[1] ?? '';
    const rows = [...table.matchAll(/<tr><td>(Ring North[^<]+)</gu)].map(([, name]) => name);
    expect(new Set(rows).size).toBe(60);
    expect(rows).toHaveLength(60);
    expect(rows.at(-1)).toBe('Ring North, km 0.5');
    expect(rows[0]).toBe(
      `Ring North, km ${((placesToExplain(sample.frame, 'traffic', null)[0] ?? 0) / 10).toFixed(1)}`,
    );
  });

  it('says that a value beyond the horizon is the usual pattern', () => {
    const beyond = report('en', { targetAt: sample.targetAt + 3 * 3_600_000 });
    expect(textOf(beyond)).toContain('not a forecast');
    expect(textOf(beyond)).not.toContain('Forecast for');
  });

  it('counts what actions leave out of the track record, of the city and of a place', () => {
    const [first, ...others] = sample.drilldowns;
    if (first === undefined) throw new Error('no place is explained');
    const drilldowns = [{ ...first, leftOut: { actions: 1, forecasts: 41 } }, ...others];
    const text = textOf(report('en', { drilldowns }));
    expect(text.match(/2 periods with an action left out: 348 checked forecasts\./gu)).toHaveLength(1);
    expect(text.match(/1 period with an action left out: 41 checked forecasts\./gu)).toHaveLength(1);
    expect(text.match(/left out:/gu)).toHaveLength(2);
  });

  it('names the benchmark where it is the one shown', () => {
    expect(textOf(report())).toContain('shared ridge, version 1 (a benchmark: no model did better)');
    const run = sample.run && { ...sample.run, isJudgedBesideNetwork: false };
    expect(textOf(report('en', { run }))).toContain(
      'shared ridge, version 1 (a benchmark: no network was trained)',
    );
  });

  it('names the benchmark at each place where it is shown instead of the model, and why', () => {
    const text = textOf(report());
    expect(text.match(/last value, instead of the model/gu)).toHaveLength(1);
    expect(text).not.toContain('shown instead of');
    const because = {
      ...{ benchmark: 'traffic.persistence', district: 'Harbour', fromMinutes: 15, horizonMinutes: 30 },
      ...{
        regime: 'disturbed' as const,
        since: sampleAsOf,
        count: 412,
        difference: 0.31,
        low: 0.12,
        high: 0.52,
      },
    };
    const [first] = sample.drilldowns;
    const before = first?.servedBy ?? null;
    if (first === undefined || before === null) throw new Error('the sample has no drill-down');
    const insteadOf = { model: 'traffic.network', value: 27, lower: 19, upper: 38, because };
    const servedBy = { ...before, model: because.benchmark, isBenchmark: true };
    const told = textOf(report('en', { drilldowns: [{ ...first, servedBy, insteadOf }] }));
    expect(told).toContain('last value (a benchmark), shown instead of small network');
    expect(told).toContain('benchmark shown instead: Harbour, 15–30 min ahead, disturbed');
    expect(told).toContain('Over 412 forecasts up to Tue 2012-03-06 16:55 it was better by 0.31');
  });

  it('tells the track record by the state of the places, and where that is too little to say', () => {
    const text = textOf(report());
    expect(text).toContain('15 min disturbed');
    expect(text).toContain('60 min disturbed too few too few too few 12');
  });

  it('stands with an empty workspace', () => {
    const nothing = { rows: 0, columns: emptyColumns(sample.frame.table.columns) };
    const empty = report('en', {
      run: null,
      clock: { ...sample.clock, now: null, dataFrom: null, dataTo: null, horizonTo: null, mode: 'empty' },
      sources: [],
      notices: [],
      places: {
        places: { rows: 0, columns: emptyColumns(sample.places.places.columns) },
        vertices: sample.places.vertices,
        extent: null,
        withoutLocation: 0,
      },
      frame: { ...sample.frame, unit: null, table: nothing },
      timeline: {
        unit: null,
        table: { rows: 0, columns: emptyColumns(sample.timeline.table.columns) },
        gaps: [],
      },
      drilldowns: [],
      trackRecord: { unit: null, rows: [], leftOut: { actions: 0, forecasts: 0 } },
      accuracy: null,
    });
    expect(textOf(empty)).toContain('Nothing has been imported.');
    expect(textOf(empty)).not.toMatch(/undefined|NaN|Infinity/u);
  });

  it('takes a captured map in place of the drawn one, with scale and legend all the same', () => {
    const captured = report('en', {
      map: {
        png: Uint8Array.of(137, 80, 78, 71),
        extent: { west: -118.6, south: 33.9, east: -118.2, north: 34.1 },
      },
    });
    expect(captured).toContain('data:image/png;base64,iVBORw==');
    expect(captured).toMatch(/>\d+\u00a0km</u);
    expect(textOf(captured)).toContain('below \u221260 %');
    expect(report()).not.toContain('data:image');
  });

  it('leaves the page count of a PDF to the printer', () => {
    const footer = reportFooter(footerText(sample, wording('en')), wording('en'));
    expect(footer).toContain('class="pageNumber"');
    expect(footer).toContain('class="totalPages"');
    expect(footer).toContain('shared ridge, version 1');
    expect(footer).toContain('2012-02-28');
    const page = makeReport(sample, wording('en'), { paper: 'Letter', footerBy: 'host' });
    expect(page).toContain('size: Letter');
    expect(page).not.toContain('counter(page)');
  });

  it('explains the selected place too', () => {
    const furthest = placesToExplain(sample.frame, 'traffic', null);
    expect(furthest).toHaveLength(5);
    expect(placesToExplain(sample.frame, 'traffic', 5)).toEqual([5, ...furthest]);
    expect(placesToExplain(sample.frame, 'traffic', furthest[2] ?? null)).toEqual(furthest);
  });
});

function emptyColumns<
  Columns extends Readonly<Record<string, { readonly values: { slice(from: number, to: number): unknown } }>>,
>(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, { ...column, values: column.values.slice(0, 0) }]),
  ) as unknown as Columns;
}

describe('a report on loads', () => {
  const hour = 3_600_000;
  const place = (id: number, probability: number | null): LoadOutlook => ({
    place: id,
    members: 0,
    rating: probability === null ? null : 800,
    peak: {
      from: sampleAsOf + 5 * hour,
      to: sampleAsOf + 6 * hour,
      share: 0.6,
      earliest: sampleAsOf + 4 * hour,
      latest: sampleAsOf + 7 * hour,
      lower: 700,
      median: 780,
      upper: 870,
    },
    weather: [],
    shifted: null,
    nextDay: null,
    overload:
      probability === null
        ? null
        : {
            probability,
            likeliest: { from: sampleAsOf + 5 * hour, to: sampleAsOf + 6 * hour, probability },
            begins: {
              early: sampleAsOf + 4 * hour,
              median: sampleAsOf + 5 * hour,
              late: sampleAsOf + 6 * hour,
            },
            hoursAbove: 0.4,
          },
  });
  const none = float32(new Float32Array(0));
  const intervals = {
    rows: 0,
    columns: {
      place: int32(new Int32Array(0)),
      at: time(new Float64Array(0)),
      over: none,
      lower: none,
      median: none,
      upper: none,
    },
  };
  const outlook = {
    asOf: sampleAsOf,
    stepSeconds: 3600,
    unit: 'kW',
    places: [place(3, null), place(1, 0.04), place(2, 0.31)],
    intervals: { ...intervals, rows: 3 * 24 },
  } as const;

  it.each(languages)(
    'lists the likeliest overloads first, those without a rating last, in %s',
    (language) => {
      const page = report(language, { outlook: { ...outlook, places: [...outlook.places] } });
      const rows = [...page.matchAll(/<tr>.*?<\/tr>/gsu)].map(([row]) => textOf(row));
      const listed = rows.filter((row) => row.includes('780'));
      expect(listed.map((row) => /\b31 %|\b4 %|– –/u.exec(row)?.[0])).toEqual(['31 %', '4 %', '– –']);
      expect(listed[0]).toContain('700–870');
      expect(listed[0]).toContain('5.0');
      expect(listed[2]).toContain(wording(language).say('outlook.no-rating'));
      expect(textOf(page)).not.toMatch(/undefined|NaN|\b(?:report|outlook)\.[a-z-]+\b/u);
    },
  );

  it('says so where no run tells of peaks, and nothing of them in a report on traffic', () => {
    const untold = { ...outlook, asOf: null, places: [], intervals };
    expect(textOf(report('en', { outlook: untold }))).toContain(wording('en').say('report.peaks-none'));
    expect(textOf(report('en'))).not.toContain(wording('en').say('report.peaks'));
  });

  it('tells of the peak beside each place that is explained', () => {
    const [first] = sample.drilldowns;
    if (first === undefined) throw new Error('the sample has no drill-down');
    const told = textOf(report('en', { drilldowns: [{ ...first, outlook: place(1, 0.31) }] }));
    expect(told).toContain('above it at any time');
  });
});

describe('what would change a forecast, in a report', () => {
  const told = {
    ...({ unit: 'km/h', targetAt: sampleAsOf, state: 'told', asOf: sampleAsOf } as const),
    before: { value: 40, lower: 30, upper: 50 },
    scenarios: [
      {
        ...({ id: 'incidents-cleared', at: sampleAsOf, isExtrapolation: true } as const),
        after: { value: 46, lower: 36, upper: 56 },
        around: [],
      },
    ],
  };

  it('is headed SCENARIO, beside the place it is about, with the change and what is a guess', () => {
    const text = textOf(report('en', { scenarios: [told] }));
    expect(text.match(/SCENARIO/gu)).toHaveLength(1);
    expect(text).toMatch(/incidents cleared at the data cut-off \(extrapolation[^)]*\)\s+46\s+36–56\s+\+6/u);
  });

  it('has a map of a scenario that changes other forecasts, with each change by shape and number, and none of one that does not', () => {
    const here = sample.drilldowns[0]?.place.id ?? -1;
    const other = sample.places.places.columns.place.values.find((id) => id !== here) ?? -1;
    const [one] = told.scenarios;
    if (one === undefined) throw new Error('the sample has a scenario');
    const reaching = {
      ...one,
      ...({ id: 'no-rain', at: null } as const),
      around: [{ place: other, value: -4 }],
    };
    const html = report('en', { scenarios: [{ ...told, scenarios: [one, reaching] }] });
    const maps = html.match(
      /<figure><svg class="map"[^>]*aria-label="Change of the forecasts[^]*?<\/figure>/gu,
    );
    expect(maps).toHaveLength(1);
    expect(maps?.[0]).toContain('Change of the forecasts: no rain');
    const texts = Array.from(
      maps?.[0]?.matchAll(/font-weight="600" fill="#14161a" stroke[^>]*>([^<]*)/gu) ?? [],
    );
    expect(texts.map(([, text]) => text).toSorted()).toEqual(['+6\u00a0km/h', '\u22124\u00a0km/h']);
    const none = { ...told, scenarios: [{ ...reaching, around: [{ place: other, value: 0.2 }] }] };
    expect(report('en', { scenarios: [none] })).not.toContain('Change of the forecasts');
  });

  it('is left out where nothing can be told', () => {
    const none = { ...told, state: 'benchmark' as const, scenarios: [] };
    expect(textOf(report('en', { scenarios: [none] }))).not.toContain('SCENARIO');
  });
});
