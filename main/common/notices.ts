import { z } from 'zod';

/**
 * What an import found. ERROR: rows were refused. WARNING: rows were kept but look wrong. INFO: an assumption was made.
 * The wording of `notice.<code>` is in `assets/locales`.
 */
export const noticeCodes = [
  'adjacency-asymmetric',
  'assumed-cadence',
  'assumed-encoding',
  'assumed-start',
  'clock-ambiguous-hour',
  'clock-skipped-hour',
  'column-unnamed',
  'columns-left-out',
  'duplicate-reading-conflict',
  'duplicate-reading-same',
  'end-before-start',
  'end-missing',
  'geometry-not-point',
  'hindcast-history-short',
  'holiday-none',
  'ical-cancelled',
  'ical-not-all-day',
  'ical-repeats',
  'ical-zone-unknown',
  'incident-coordinates-projected',
  'incident-coordinates-swapped',
  'incident-coordinates-zero',
  'incident-duplicates',
  'incident-full-hours',
  'incident-midnight',
  'incident-month-missing',
  'kind-unknown',
  'link-duplicate',
  'link-place-unknown',
  'link-self',
  'link-weight-missing',
  'load-beyond-rating',
  'load-counts-up',
  'load-far-below-rating',
  'load-level-differs',
  'load-loaded-beyond-rating',
  'load-meters-swapped',
  'load-negative-days',
  'load-stray',
  'location-missing',
  'location-out-of-range',
  'location-unreadable',
  'no-rows',
  'overlaps-source',
  'place-key-missing',
  'place-unknown',
  'position-missing',
  'position-unusable',
  'received-assumed',
  'record-duplicate',
  'row-too-few-columns',
  'row-too-many-columns',
  'sample-city-damaged',
  'time-astray',
  'time-future',
  'time-missing',
  'time-out-of-order',
  'time-unreadable',
  'value-absurd',
  'value-missing',
  'value-negative',
  'value-not-a-number',
  'value-zero-run',
] as const;

export const severities = ['error', 'warning', 'info'] as const;

export const noticeSchema = z.object({
  severity: z.enum(severities),
  code: z.enum(noticeCodes),
  /** The first row that shows it: 1 is the first line of the file. Null when it concerns the whole file. */
  row: z.number().int().nullable(),
  /** Column name as in the file. */
  column: z.string().nullable(),
  /** How many rows or cells show it. */
  count: z.number().int(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type Notice = z.infer<typeof noticeSchema>;
export type NoticeCode = Notice['code'];
export type Severity = Notice['severity'];
