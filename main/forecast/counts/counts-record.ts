import type { CountsRecord } from '../../common/contract/count-records.ts';
import type { Counts } from '../../../models/safety/counts.ts';

/** Counts as they travel to a compute host. */
export function countsRecord(counts: Counts): CountsRecord {
  return { ...counts, cells: [...counts.cells], categories: [...counts.categories] };
}
