import type { EngineMessages } from '../../../main/common/contract/engine-contract.ts';
import {
  mappingSchema,
  type Corrections,
  type Mapping,
  type Preview,
  type Source,
} from '../../../main/common/contract/messages/sources.ts';
import type { Handlers } from '../../../main/common/contract/server.ts';
import { MetropoleError } from '../../../main/common/errors.ts';
import type { Notice } from '../../../main/common/notices.ts';

type ImportNames = 'import.preview' | 'import.run' | 'sources.list' | 'sources.notices' | 'sources.remove';

const folder = '/home/operator/export/';
/** Milliseconds that a look takes after somebody said mph, so that a later answer overtakes it. */
const slowLook = 60;
/** What the file dialog of the fake application answers. */
export const importPaths = ['adjacency.csv', 'speed.csv', 'sensors.csv', 'notes.txt'].map(
  (name) => folder + name,
);

const notices: Notice[] = [
  { severity: 'error', code: 'row-too-many-columns', row: 18, column: null, count: 2, parameters: {} },
  { severity: 'warning', code: 'value-absurd', row: 402, column: '773906', count: 31, parameters: {} },
  { severity: 'warning', code: 'value-zero-run', row: 77, column: '767541', count: 12, parameters: {} },
  {
    severity: 'info',
    code: 'assumed-cadence',
    row: null,
    column: null,
    count: 1,
    parameters: { seconds: 300 },
  },
];

/** Four made-up files: one that is ready, one without times, a matrix that needs an order, and one that is no table. */
export function importAnswers(added: (source: Source) => void): Pick<Handlers<EngineMessages>, ImportNames> {
  const sources: Source[] = [];
  return {
    'import.preview': async ({ path, mapping }) => {
      await new Promise((resolve) => setTimeout(resolve, mapping?.unit === 'mph' ? slowLook : 0));
      return previewOf(path, mapping ?? {}, sources);
    },
    'import.run': async ({ path, mapping }, { progress, signal }) => {
      for (let part = 0; part <= 10; part += 1) {
        progress({ fraction: part / 10, stage: part < 6 ? 'import-reading' : 'import-checking' });
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (signal.aborted) throw new MetropoleError('aborted');
      }
      const source = sourceOf(sources.length + 1, path, mapping);
      sources.push(source);
      added(source);
      return { source, notices: notices.slice(0, source.noticeCount) };
    },
    'sources.list': () => ({ sources: [...sources] }),
    'sources.notices': ({ source }) => ({
      notices: notices.slice(0, sources.find(({ id }) => id === source)?.noticeCount ?? 0),
    }),
    'sources.remove': ({ source }) => {
      sources.splice(
        sources.findIndex(({ id }) => id === source),
        1,
      );
      return {};
    },
  };
}

function previewOf(path: string, corrections: Corrections, sources: readonly Source[]): Preview {
  const fileName = path.slice(folder.length);
  const guess = guesses(sources)[fileName];
  if (guess === undefined)
    throw new MetropoleError('file-kind-mismatch', { file: fileName, kind: 'PDF' }, '%PDF-1.7');
  const mapping = mappingSchema.parse({ ...guess.mapping, ...corrections });
  return {
    path,
    fileName,
    bytes: guess.bytes,
    mapping,
    confidence: 0.9,
    columns: guess.columns.map((name) => ({ name, type: 'number' })),
    rows: Array.from({ length: 20 }, (_, row) =>
      guess.columns.map((_name, column) => (row === 3 && column === 2 ? null : guess.cell(row, column))),
    ),
    missing: guess.needs.filter((key) => mapping[key] === undefined),
    notices: [],
  };
}

interface Guess {
  readonly bytes: number;
  readonly mapping: Corrections;
  readonly columns: readonly string[];
  readonly cell: (row: number, column: number) => string;
  readonly needs: readonly (keyof Mapping)[];
}

function guesses(sources: readonly Source[]): Readonly<Record<string, Guess>> {
  const ids = Array.from({ length: 207 }, (_, index) => String(773_000 + index * 7));
  const readings = sources.find(({ format }) => format === 'readings-wide');
  return {
    'sensors.csv': {
      bytes: 6341,
      mapping: {
        format: 'places-csv',
        placeColumn: 'sensor_id',
        latitudeColumn: 'latitude',
        longitudeColumn: 'longitude',
      },
      columns: ['index', 'sensor_id', 'latitude', 'longitude'],
      cell: (row, column) =>
        [String(row), ids[row] ?? '', (34.1 + row / 100).toFixed(5), (-118.3 + row / 100).toFixed(5)][
          column
        ] ?? '',
      needs: [],
    },
    'speed.csv': {
      bytes: 3_402_125,
      mapping: { format: 'readings-wide', metric: 'speed', stepSeconds: 300 },
      columns: ids,
      cell: (row, column) => (60 + 8 * Math.sin(row + column)).toFixed(3),
      needs: ['unit', 'zone', 'startsAt', 'stepSeconds'],
    },
    'adjacency.csv': {
      bytes: 111_686,
      mapping: {
        format: 'links-adjacency',
        header: false,
        linkType: 'similarity',
        ...(readings === undefined ? {} : { orderFromSource: readings.id }),
      },
      columns: ids.map((_, index) => `column ${String(index + 1)}`),
      cell: (row, column) => (row === column ? '1' : '0'),
      needs: ['orderFromSource'],
    },
  };
}

function sourceOf(id: number, path: string, mapping: Mapping): Source {
  const hasTimes = mapping.format.startsWith('readings');
  return {
    id,
    fileName: path.slice(folder.length),
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    bytes: 3_402_125,
    format: mapping.format,
    outcome: hasTimes ? 'loaded-with-notices' : 'loaded',
    rowsRead: 2018,
    rowsKept: hasTimes ? 2016 : 2018,
    rowsRefused: hasTimes ? 2 : 0,
    noticeCount: hasTimes ? notices.length : 0,
    places: 207,
    from: hasTimes ? Date.UTC(2012, 2, 1, 8) : null,
    to: hasTimes ? Date.UTC(2012, 2, 8, 8) : null,
    licence: null,
    importedAt: Date.UTC(2026, 10, 22, 9, id),
    importedBy: 'operator',
    mapping,
  };
}
