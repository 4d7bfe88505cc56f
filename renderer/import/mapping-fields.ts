import { linkTypes, type FormatId, type Mapping } from '../../main/common/contract/messages/sources.ts';
import { metricIds, metrics, type MetricId, type Unit } from '../../main/common/metrics.ts';

export type FieldKey = keyof Mapping;

/** How a field is filled in. `column`: one of the file's columns, or none where it may be left out. */
export type FieldKind = 'column' | 'choice' | 'text' | 'number' | 'list';

export interface Field {
  readonly key: FieldKey;
  readonly kind: FieldKind;
}

const column = (key: FieldKey): Field => ({ key, kind: 'column' });
const choice = (key: FieldKey): Field => ({ key, kind: 'choice' });
const text = (key: FieldKey): Field => ({ key, kind: 'text' });

const values = [choice('metric'), choice('unit')];
const clock = [text('timeFormat'), text('zone')];
const asText = [choice('separator'), choice('decimal'), choice('encoding'), choice('header')];
const missingValues: Field = { key: 'missingValues', kind: 'list' };
const placeColumns: Field = { key: 'placeColumns', kind: 'list' };
const withoutTimes: Field[] = [text('startsAt'), { key: 'stepSeconds', kind: 'number' }];
const linkSet = [choice('linkType'), text('linkSetName')];

const happening = [
  ...['timeColumn', 'endColumn', 'receivedColumn', 'kindColumn', 'keyColumn'].map(columnNamed),
  ...['latitudeColumn', 'longitudeColumn', 'placeColumn'].map(columnNamed),
];

const fields: Readonly<Record<FormatId, readonly Field[]>> = {
  'readings-wide': [
    ...values,
    column('timeColumn'),
    column('clockColumn'),
    placeColumns,
    ...withoutTimes,
    ...clock,
    ...asText,
    missingValues,
  ],
  'readings-long': [
    ...values,
    column('timeColumn'),
    column('clockColumn'),
    column('placeColumn'),
    column('valueColumn'),
    ...clock,
    ...asText,
    missingValues,
  ],
  'readings-parquet': [
    ...values,
    column('timeColumn'),
    column('placeColumn'),
    column('valueColumn'),
    ...clock,
    missingValues,
  ],
  'places-csv': [
    ...['placeColumn', 'nameColumn', 'latitudeColumn', 'longitudeColumn'].map(columnNamed),
    ...asText,
  ],
  'places-geojson': [column('placeColumn'), column('nameColumn')],
  'links-edges': [...linkSet, column('fromColumn'), column('toColumn'), column('weightColumn'), ...asText],
  'links-adjacency': [...linkSet, choice('orderFromSource'), ...asText],
  weather: [
    ...['timeColumn', 'issuedColumn', 'rainColumn', 'temperatureColumn', 'windColumn'].map(columnNamed),
    ...['visibilityColumn', 'irradianceColumn', 'placeColumn'].map(columnNamed),
    ...clock,
    ...asText,
    missingValues,
  ],
  incidents: [
    ...happening,
    ...['endReceivedColumn', 'severityColumn', 'reporterColumn'].map(columnNamed),
    ...clock,
    ...asText,
  ],
  events: [...happening, column('nameColumn'), column('visitorsColumn'), ...clock, ...asText],
  calendar: [column('timeColumn'), column('holidayColumn'), text('timeFormat'), ...asText, missingValues],
};

function columnNamed(key: string): Field {
  return column(key as FieldKey);
}

/** The fields that decide how a file of this kind is read; start and step only where it has no column of times. */
export function fieldsFor(mapping: Mapping): readonly Field[] {
  return fields[mapping.format].filter(({ key }) => {
    if (key === 'startsAt' || key === 'stepSeconds') return mapping.timeColumn === undefined;
    return (key !== 'timeFormat' && key !== 'clockColumn') || mapping.timeColumn !== undefined;
  });
}

export const separators = [',', ';', '\t', '|', ' '] as const;
export const decimals = ['.', ','] as const;
export const encodings = ['utf-8', 'utf-16', 'latin-1'] as const;

/** The values that a field may take, apart from what depends on the workspace. */
export function choicesFor(key: FieldKey, mapping: Mapping): readonly string[] {
  if (key === 'metric') return metricIds;
  if (key === 'unit') return mapping.metric === undefined ? [] : metrics[mapping.metric].units;
  if (key === 'separator') return separators;
  if (key === 'decimal') return decimals;
  if (key === 'encoding') return encodings;
  if (key === 'linkType') return linkTypes;
  if (key === 'header') return ['true', 'false'];
  return [];
}

/** The unit to go on with when the metric changes: the same where it fits, the only one there is, otherwise none. */
export function unitFor(metric: MetricId, unit: Unit | undefined): Unit | undefined {
  const possible: readonly Unit[] = metrics[metric].units;
  if (unit !== undefined && possible.includes(unit)) return unit;
  return possible.length === 1 ? possible[0] : undefined;
}
