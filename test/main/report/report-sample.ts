import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { float32, float64, int32, text, time } from '../../../main/common/contract/columns.ts';
import { topicBit } from '../../../main/common/metrics.ts';
import { defaultView } from '../../../main/common/view.ts';
import type { ReportData } from '../../../main/report/report-data.ts';
import { placesToExplain } from '../../../main/report/report-subject.ts';
import { sampleAsOf, sampleDrilldown, sampleZone } from './drilldown-sample.ts';

const minute = 60_000;
const count = 60;
const rows = Array.from({ length: count }, (_, row) => row);

/** Repeatable numbers between 0 and 1. */
const noise = (row: number): number => (Math.sin(row * 12.9898) * 43758.5453) % 1 ** 2;
const share = (row: number): number => Math.abs(noise(row));

/** A report on a made-up city beside the sea, some of it slow, one place without a location and one without a value. */
export function sampleReport(changes: Partial<ReportData> = {}): ReportData {
  const targetAt = sampleAsOf + 20 * minute;
  const usual = rows.map((row) => 45 + 30 * share(row + 100));
  const value = rows.map((row) =>
    row === 5 ? Number.NaN : (usual[row] ?? 0) * (1 - 0.75 * share(row) ** 3),
  );
  const frame: ReportData['frame'] = {
    frame: 1,
    full: true,
    targetAt,
    asOf: sampleAsOf,
    mode: 'forecast',
    model: 'traffic.ridge-shared',
    benchmarks: ['traffic.persistence'],
    unit: 'mph',
    table: {
      rows: count,
      columns: {
        place: int32(Int32Array.from(rows)),
        value: float32(Float32Array.from(value)),
        lower: float32(Float32Array.from(value, (number) => number - 6)),
        upper: float32(Float32Array.from(value, (number) => number + 5)),
        usual: float32(Float32Array.from(usual)),
        state: int32(Int32Array.from(rows, (row) => (row === 5 ? 0 : 2))),
        instead: int32(Int32Array.from(rows, (row) => (row === 4 ? 1 : 0))),
        over: float32(Float32Array.from(rows, () => NaN)),
        members: int32(new Int32Array(rows.length)),
      },
    },
  };
  const steps = Array.from({ length: 96 }, (_, step) => sampleAsOf - (60 - step) * 5 * minute);
  const mean = steps.map((at) => 55 - 12 * Math.exp(-(((at - sampleAsOf - 3e6) / 4e6) ** 2)));
  const stateAt = (step: number): number => (step < 61 ? 1 : step < 73 ? 2 : 4);
  return {
    workspace: {
      id: 'sample',
      name: 'Port Merrow <North>',
      folder: 'port-merrow',
      schemaVersion: 1,
      version: '0.1.0',
      isPractice: true,
    },
    topic: 'traffic',
    view: { ...defaultView, zone: sampleZone, units: 'metric' },
    clock: {
      topic: 'traffic',
      topics: ['traffic'],
      now: sampleAsOf,
      targetAt,
      dataFrom: sampleAsOf - 7 * 24 * 60 * minute,
      dataTo: sampleAsOf,
      stepSeconds: 300,
      horizonTo: sampleAsOf + 60 * minute,
      mode: 'forecast',
    },
    createdAt: Date.UTC(2026, 10, 22, 9, 30),
    targetAt,
    run: {
      model: 'traffic.ridge-shared',
      modelVersion: '1',
      asOf: sampleAsOf,
      createdAt: Date.UTC(2026, 10, 22, 9, 29),
      kind: 'hindcast',
      isBenchmark: true,
      isJudgedBesideNetwork: true,
      isAsShipped: false,
      trainedFrom: sampleAsOf - 7 * 24 * 60 * minute,
      trainedTo: sampleAsOf - 24 * 60 * minute,
    },
    sources: [
      {
        id: 1,
        fileName: 'speed.csv',
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        bytes: 3_402_125,
        format: 'readings-wide',
        outcome: 'loaded-with-notices',
        rowsRead: 2016,
        rowsKept: 2015,
        rowsRefused: 1,
        noticeCount: 2,
        places: count,
        from: sampleAsOf - 7 * 24 * 60 * minute,
        to: sampleAsOf,
        licence: null,
        importedAt: Date.UTC(2026, 10, 22, 9),
        importedBy: 'operator',
        mapping: { format: 'readings-wide', encoding: 'utf-8', separator: ',', decimal: '.', header: true },
      },
    ],
    notices: [
      {
        source: 1,
        notice: {
          severity: 'warning',
          code: 'value-absurd',
          row: 17,
          column: '773869',
          count: 3,
          parameters: {},
        },
      },
    ],
    places: {
      places: {
        rows: count,
        columns: {
          place: int32(Int32Array.from(rows)),
          key: text(rows.map((row) => String(770_000 + row))),
          name: text(rows.map((row) => `Ring North, km ${(row / 10).toFixed(1)}`)),
          latitude: float64(
            Float64Array.from(rows, (row) => (row === 6 ? Number.NaN : 33.95 + 0.22 * share(row + 7))),
          ),
          longitude: float64(Float64Array.from(rows, (row) => -118.55 + 0.35 * share(row + 31))),
          completeness: float32(new Float32Array(count).fill(0.987)),
          topics: int32(new Int32Array(count).fill(topicBit('traffic'))),
        },
      },
      vertices: {
        rows: 0,
        columns: {
          place: int32(new Int32Array()),
          longitude: float64(new Float64Array()),
          latitude: float64(new Float64Array()),
        },
      },
      extent: { west: -118.55, east: -118.2, south: 33.95, north: 34.17 },
      withoutLocation: 1,
    },
    frame,
    timeline: {
      unit: 'mph',
      table: {
        rows: steps.length,
        columns: {
          at: time(Float64Array.from(steps)),
          value: float32(
            Float32Array.from(mean, (number, step) => (step > 20 && step < 26 ? Number.NaN : number)),
          ),
          lower: float32(
            Float32Array.from(mean, (number, step) => (stateAt(step) === 2 ? number - 3 : Number.NaN)),
          ),
          upper: float32(
            Float32Array.from(mean, (number, step) => (stateAt(step) === 2 ? number + 3 : Number.NaN)),
          ),
          usual: float32(new Float32Array(steps.length).fill(55)),
          state: int32(Int32Array.from(steps, (_, step) => stateAt(step))),
        },
      },
      gaps: [],
    },
    scenarios: [],
    drilldowns: placesToExplain(frame, 'traffic', null).map((id, index) => {
      const drilldown = sampleDrilldown();
      const name = `Ring North, km ${(id / 10).toFixed(1)}`;
      const without = index === 1 ? { explanation: null, trackRecord: [], saidThen: [] } : {};
      return { ...drilldown, ...without, place: { ...drilldown.place, id, name, key: String(770_000 + id) } };
    }),
    outlook: null,
    trackRecord: {
      unit: 'mph',
      rows: sampleDrilldown().trackRecord,
      leftOut: { actions: 2, forecasts: 348 },
    },
    incidents: null,
    accuracy: {
      unit: 'mph',
      split: 'validation',
      dataHash: '3b1f3a1e',
      places: count,
      timeSteps: 2016,
      rows: ['persistence', 'ridge-shared'].map((model) => ({
        model: `traffic.${model}`,
        title: model,
        isBenchmark: true,
        horizons: [15, 30, 45, 60].map((minutes) => ({
          minutes,
          windows: 389,
          rootMeanSquaredError: 5.123 + minutes / 20,
          meanAbsoluteError: 3.012 + minutes / 30,
          pinball: 0.9,
          pinballOfFive: 0.8,
          coverage: 0.91,
          width: 9,
          coverageCongested: 0.85,
          widthCongested: 14,
          coveragePeaks: 0.88,
          widthPeaks: 12,
          coverageWorstPlaces: 0.8,
          widthWorstPlaces: 8,
          meanAbsoluteErrorOfMedian: 2.9,
          rootMeanSquaredErrorSpread: null,
          meanAbsoluteErrorSpread: null,
          breakdowns: null,
          againstBenchmark: null,
        })),
      })),
      bars: [],
      faults: [],
    },
    map: null,
    land: land(),
    ...changes,
  };
}

/** The bundled base map, as the build writes it. */
function land(): (Polygon | MultiPolygon)[] {
  const require = createRequire(import.meta.url);
  const topology = JSON.parse(
    readFileSync(require.resolve('world-atlas/land-10m.json'), 'utf8'),
  ) as Parameters<typeof feature>[0];
  const shapes = feature(topology, topology.objects['land'] as Parameters<typeof feature>[1]);
  const features = shapes.type === 'FeatureCollection' ? shapes.features : [shapes];
  return features
    .map(({ geometry }) => geometry)
    .filter((geometry) => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon');
}
