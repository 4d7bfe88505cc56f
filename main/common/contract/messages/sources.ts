import { z } from 'zod';
import { metricIds, units } from '../../metrics.ts';
import { noticeSchema } from '../../notices.ts';
import { instantSchema } from '../../view.ts';
import type { MessageMap } from '../define.ts';

/** The formats that can be imported; each is a reader in `main/ingest/readers`. */
export const formatIds = [
  'readings-wide',
  'readings-long',
  'readings-parquet',
  'places-csv',
  'places-geojson',
  'links-edges',
  'links-adjacency',
  'weather',
  'incidents',
  'events',
  'calendar',
] as const;
export type FormatId = (typeof formatIds)[number];

export const linkTypes = ['road', 'similarity', 'feeder-tree', 'adjacency'] as const;
export type LinkType = (typeof linkTypes)[number];

/** How the file is read: guessed by the preview, corrected by the user, kept with the source. */
export const mappingSchema = z.object({
  format: z.enum(formatIds),
  encoding: z.enum(['utf-8', 'utf-16', 'latin-1']).default('utf-8'),
  separator: z.enum([',', ';', '\t', '|', ' ']).default(','),
  decimal: z.enum(['.', ',']).default('.'),
  header: z.boolean().default(true),
  /** Readings: metric and unit of the values. */
  metric: z.enum(metricIds).optional(),
  unit: z.enum(units).optional(),
  /** Column names. In a wide file every column but the time column is a place. */
  timeColumn: z.string().optional(),
  /** The time of day, where the time column holds the day alone. */
  clockColumn: z.string().optional(),
  placeColumn: z.string().optional(),
  valueColumn: z.string().optional(),
  nameColumn: z.string().optional(),
  latitudeColumn: z.string().optional(),
  longitudeColumn: z.string().optional(),
  fromColumn: z.string().optional(),
  toColumn: z.string().optional(),
  weightColumn: z.string().optional(),
  /** Incidents and events: what tells them apart, what they are, when they end, and when each became known. */
  keyColumn: z.string().optional(),
  kindColumn: z.string().optional(),
  endColumn: z.string().optional(),
  receivedColumn: z.string().optional(),
  endReceivedColumn: z.string().optional(),
  severityColumn: z.string().optional(),
  reporterColumn: z.string().optional(),
  visitorsColumn: z.string().optional(),
  /** Weather: when a forecast was issued; absent: the values were measured. */
  issuedColumn: z.string().optional(),
  rainColumn: z.string().optional(),
  temperatureColumn: z.string().optional(),
  windColumn: z.string().optional(),
  visibilityColumn: z.string().optional(),
  irradianceColumn: z.string().optional(),
  /** Calendars: the name of the holiday that a day is, or whether it is one. */
  holidayColumn: z.string().optional(),
  /** strptime format of the time column; absent: ISO 8601, or epoch seconds/milliseconds when numeric. */
  timeFormat: z.string().optional(),
  /** Zone of local timestamps: IANA name, `UTC`, or a fixed offset such as `+01:00`. */
  zone: z.string().optional(),
  /** For files with no time column: local start time `2012-03-01T00:00` in `zone`, and the step. */
  startsAt: z.string().optional(),
  stepSeconds: z
    .number()
    .int()
    .positive()
    .max(366 * 86_400)
    .optional(),
  /** Values that mean "missing" besides empty ones, e.g. `-1`, `NA`. */
  missingValues: z.array(z.string()).optional(),
  /** Wide readings: the columns that are places; all but those of the times where it is left out. */
  placeColumns: z.array(z.string()).optional(),
  /** Links: type and name of the set; adjacency: id of the source whose place order rows and columns follow. */
  linkType: z.enum(linkTypes).optional(),
  linkSetName: z.string().optional(),
  orderFromSource: z.number().int().optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;
/** Keys of the mapping that name a column. */
export type ColumnKey = Extract<keyof Mapping, `${string}Column`>;

const { encoding, separator, decimal, header } = mappingSchema.shape;
/** What a person says about a file. What is left out is guessed, so nothing has a default here. */
export const correctionsSchema = mappingSchema
  .extend({
    encoding: encoding.unwrap(),
    separator: separator.unwrap(),
    decimal: decimal.unwrap(),
    header: header.unwrap(),
  })
  .partial();
export type Corrections = z.infer<typeof correctionsSchema>;

export const sourceSchema = z.object({
  id: z.number().int(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  format: z.enum(formatIds),
  outcome: z.enum(['loaded', 'loaded-with-notices']),
  rowsRead: z.number().int(),
  rowsKept: z.number().int(),
  rowsRefused: z.number().int(),
  noticeCount: z.number().int(),
  places: z.number().int(),
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  licence: z.string().nullable(),
  importedAt: instantSchema,
  importedBy: z.string(),
  mapping: mappingSchema,
});
export type Source = z.infer<typeof sourceSchema>;

export const previewSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  mapping: mappingSchema,
  /** How sure the guess is, 0 to 1; below 0.5 the dialog asks instead of proposing. */
  confidence: z.number(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** At most 200 columns and 20 rows, as text. */
  rows: z.array(z.array(z.string().nullable())),
  /** What the user must still say before it can be imported, as mapping keys. */
  missing: z.array(z.string()),
  notices: z.array(noticeSchema),
});
export type Preview = z.infer<typeof previewSchema>;

export const sourceMessages = {
  /** Looks at a file without importing it; `mapping` overrides parts of the guess. */
  'import.preview': {
    request: z.object({ path: z.string(), mapping: correctionsSchema.optional() }),
    response: previewSchema,
  },
  /** Imports atomically: afterwards the file is in completely, or not at all. Progress and abort. */
  'import.run': {
    request: z.object({ path: z.string(), mapping: mappingSchema, licence: z.string().optional() }),
    response: z.object({ source: sourceSchema, notices: z.array(noticeSchema) }),
  },
  'sources.list': { request: z.object({}), response: z.object({ sources: z.array(sourceSchema) }) },
  'sources.notices': {
    request: z.object({ source: z.number().int() }),
    response: z.object({ notices: z.array(noticeSchema) }),
  },
  /** Takes out exactly what the source brought; earlier sources it covered become current again. */
  'sources.remove': { request: z.object({ source: z.number().int() }), response: z.object({}) },
} as const satisfies MessageMap;
