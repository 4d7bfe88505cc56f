import type { Corrections, FormatId, Preview, Source } from '../../main/common/contract/messages/sources.ts';
import type { MetropoleError } from '../../main/common/errors.ts';
import type { Notice } from '../../main/common/notices.ts';

export type ItemState = 'looking' | 'chosen' | 'importing' | 'loaded' | 'refused';

/** One file on its way into the workspace. */
export interface ImportItem {
  readonly path: string;
  readonly state: ItemState;
  /** Null until the file has been looked at. */
  readonly preview: Preview | null;
  readonly corrections: Corrections;
  /** Why it could not be looked at, or was refused. */
  readonly error: MetropoleError | null;
  readonly result: { readonly source: Source; readonly notices: readonly Notice[] } | null;
}

export function newItem(path: string): ImportItem {
  return { path, state: 'looking', preview: null, corrections: {}, error: null, result: null };
}

/** A guess below this is a question. */
const leastConfidence = 0.5;

/** Whether there is nothing in the file to import, as it is read now. */
export function isEmpty({ preview }: ImportItem): boolean {
  return preview?.notices.some(({ code }) => code === 'no-rows') ?? false;
}

/**
 * What must still be said before the file can be imported, as mapping keys. A guess nobody can trust asks for the format; a
 * file without rows asks nothing.
 */
export function missingOf(item: ImportItem): readonly string[] {
  const { preview, corrections } = item;
  if (preview === null || isEmpty(item)) return [];
  const isDoubtful = preview.confidence < leastConfidence && corrections.format === undefined;
  return [...(isDoubtful ? ['format'] : []), ...preview.missing];
}

/** Whether the file can be imported as it stands. */
export function isReady(item: ImportItem): boolean {
  return (
    item.state === 'chosen' &&
    item.preview !== null &&
    item.error === null &&
    !isEmpty(item) &&
    missingOf(item).length === 0
  );
}

/** Places give names to readings, readings give the order of an adjacency matrix: so first places, links last. */
const order: readonly FormatId[] = [
  'places-csv',
  'places-geojson',
  'readings-wide',
  'readings-long',
  'readings-parquet',
  'links-edges',
  'links-adjacency',
  'weather',
  'incidents',
  'events',
  'calendar',
];

/** The files in the order in which they are best imported; those not looked at yet stay at the end, as they came. */
export function inImportOrder(items: readonly ImportItem[]): ImportItem[] {
  const rank = ({ preview }: ImportItem): number =>
    preview === null ? order.length : order.indexOf(preview.mapping.format);
  return [...items].sort((first, second) => rank(first) - rank(second));
}

/** The file's name without its folder, on any system. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path;
}
