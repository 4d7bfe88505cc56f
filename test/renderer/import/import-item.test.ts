import { describe, expect, it } from 'vitest';
import { mappingSchema, type Preview } from '../../../main/common/contract/messages/sources.ts';
import { MetropoleError } from '../../../main/common/errors.ts';
import { withCorrection } from '../../../renderer/import/corrections.ts';
import {
  fileNameOf,
  inImportOrder,
  isReady,
  missingOf,
  newItem,
  type ImportItem,
} from '../../../renderer/import/import-item.ts';
import { choicesFor, fieldsFor } from '../../../renderer/import/mapping-fields.ts';
import { formOf } from '../../../renderer/import/mapping-form.ts';
import { noticeGroups } from '../../../renderer/import/notice-groups.ts';

function item(changes: Partial<Preview> = {}): ImportItem {
  const preview: Preview = {
    path: 'a.csv',
    fileName: 'a.csv',
    bytes: 10,
    mapping: mappingSchema.parse({ format: 'readings-wide', metric: 'speed', unit: 'mph', zone: 'UTC' }),
    confidence: 0.9,
    columns: [],
    rows: [],
    missing: [],
    notices: [],
    ...changes,
  };
  return { ...newItem('a.csv'), state: 'chosen', preview };
}

describe('a file to import', () => {
  it('is ready only when nothing is missing', () => {
    expect(isReady(item())).toBe(true);
    expect(isReady(item({ missing: ['unit'] }))).toBe(false);
    expect(isReady(newItem('a.csv'))).toBe(false);
    expect(isReady({ ...item(), error: new MetropoleError('file-empty') })).toBe(false);
    expect(isReady({ ...item(), state: 'loaded' })).toBe(false);
  });

  it('is neither ready nor a question when it holds no rows', () => {
    const notice = {
      severity: 'error',
      code: 'no-rows',
      row: null,
      column: null,
      count: 1,
      parameters: {},
    } as const;
    const empty = item({ missing: ['unit'], confidence: 0.3, notices: [notice] });
    expect(isReady(empty)).toBe(false);
    expect(missingOf(empty)).toEqual([]);
    expect(isReady(item({ notices: [notice] }))).toBe(false);
  });

  it('asks what kind it is when the guess is doubtful, until somebody says so', () => {
    const doubtful = item({ confidence: 0.3 });
    expect(missingOf(doubtful)).toEqual(['format']);
    expect(isReady(doubtful)).toBe(false);
    expect(isReady({ ...doubtful, corrections: { format: 'readings-wide' } })).toBe(true);
  });

  it('comes after the files that it needs', () => {
    const files = (['links-adjacency', 'readings-wide', 'places-csv', 'links-edges'] as const).map((format) =>
      item({ mapping: mappingSchema.parse({ format }) }),
    );
    expect(
      inImportOrder([newItem('unknown'), ...files]).map(({ preview }) => preview?.mapping.format),
    ).toEqual(['places-csv', 'readings-wide', 'links-edges', 'links-adjacency', undefined]);
  });

  it('goes by its name on every system', () => {
    expect(fileNameOf('/home/me/speed.csv')).toBe('speed.csv');
    expect(fileNameOf('C:\\data\\speed.csv')).toBe('speed.csv');
  });
});

describe('the form of a file', () => {
  const keys = (file: ImportItem): string[] => formOf(file)?.fields.map(({ key }) => key) ?? [];

  it('asks for the encoding where that is why the file could not be looked at', () => {
    const unread = { ...newItem('a.csv'), state: 'refused' as const };
    expect(keys({ ...unread, error: new MetropoleError('file-encoding') })).toEqual(['encoding']);
    expect(keys({ ...unread, error: new MetropoleError('file-empty') })).toEqual([]);
    expect(keys(item())).toEqual(expect.arrayContaining(['format', 'metric', 'encoding']));
  });
});

describe('corrections', () => {
  it('take what fits and leave out what does not', () => {
    expect(withCorrection({}, 'stepSeconds', '300')).toEqual({ stepSeconds: 300 });
    expect(withCorrection({ unit: 'mph' }, 'stepSeconds', '-5')).toEqual({ unit: 'mph' });
    expect(withCorrection({}, 'unit', 'furlongs')).toEqual({});
    expect(withCorrection({}, 'header', 'false')).toEqual({ header: false });
    expect(withCorrection({}, 'separator', ' ')).toEqual({ separator: ' ' });
    expect(withCorrection({}, 'placeColumns', 'Zone1, Zone2')).toEqual({ placeColumns: ['Zone1', 'Zone2'] });
    expect(withCorrection({}, 'missingValues', '-1, NA,')).toEqual({ missingValues: ['-1', 'NA'] });
  });

  it('can say that there is no such column', () => {
    const corrections = withCorrection({}, 'timeColumn', '');
    expect('timeColumn' in corrections).toBe(true);
    expect(corrections.timeColumn).toBeUndefined();
  });

  it('drop a unit that does not belong to the new metric, and take the only one there is', () => {
    expect(withCorrection({ unit: 'mph' }, 'metric', 'flow')).toMatchObject({
      metric: 'flow',
      unit: 'veh/h',
    });
    expect(withCorrection({ unit: 'mph' }, 'metric', 'load').unit).toBeUndefined();
    expect(withCorrection({ unit: 'mph' }, 'metric', 'speed').unit).toBe('mph');
  });

  it('start anew with another kind of file', () => {
    expect(withCorrection({ metric: 'speed', timeColumn: 'a' }, 'format', 'places-csv')).toEqual({
      format: 'places-csv',
    });
  });
});

describe('fields', () => {
  const wide = mappingSchema.parse({ format: 'readings-wide', metric: 'speed' });

  it('ask for start and step only where no column holds times', () => {
    const keys = (mapping: typeof wide): string[] => fieldsFor(mapping).map(({ key }) => key);
    expect(keys(wide)).toEqual(expect.arrayContaining(['startsAt', 'stepSeconds']));
    expect(keys({ ...wide, timeColumn: 'time' })).not.toContain('startsAt');
    expect(keys({ ...wide, timeColumn: 'time' })).toEqual(
      expect.arrayContaining(['timeFormat', 'clockColumn']),
    );
    expect(keys(wide)).not.toContain('clockColumn');
  });

  it('offer only units of the metric', () => {
    expect(choicesFor('unit', wide)).toEqual(['km/h', 'mph', 'm/s']);
    expect(choicesFor('unit', { ...wide, metric: undefined })).toEqual([]);
  });
});

it('groups notices worst first, the most frequent first within', () => {
  const notice = { row: null, column: null, parameters: {} };
  const groups = noticeGroups([
    { ...notice, severity: 'info', code: 'assumed-cadence', count: 1 },
    { ...notice, severity: 'error', code: 'row-too-few-columns', count: 1 },
    { ...notice, severity: 'error', code: 'row-too-many-columns', count: 9 },
  ]);
  expect(groups.map(({ severity, notices }) => [severity, notices.map(({ count }) => count)])).toEqual([
    ['error', [9, 1]],
    ['info', [1]],
  ]);
});
