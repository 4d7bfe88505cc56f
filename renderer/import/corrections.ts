import { correctionsSchema, type Corrections } from '../../main/common/contract/messages/sources.ts';
import { metricIds } from '../../main/common/metrics.ts';
import { unitFor, type FieldKey } from './mapping-fields.ts';

/**
 * What a person has said about a file, with one more field said. An empty entry means "there is none", which overrides a
 * guess; a new kind of file starts its columns anew.
 *
 * @param entry as typed or chosen; an entry that the field cannot take changes nothing
 */
export function withCorrection(corrections: Corrections, key: FieldKey, entry: string): Corrections {
  const value = valueOf(key, entry.trim() === '' && key !== 'separator' ? undefined : entry);
  const parsed = correctionsSchema.safeParse({ [key]: value });
  if (!parsed.success) return corrections;
  if (key === 'format') return parsed.data;
  const next = { ...corrections, ...parsed.data };
  const metric = metricIds.find((id) => key === 'metric' && id === value);
  return metric === undefined ? next : { ...next, unit: unitFor(metric, corrections.unit) };
}

function valueOf(key: FieldKey, entry: string | undefined): unknown {
  if (entry === undefined) return undefined;
  if (key === 'header') return entry === 'true';
  if (key === 'stepSeconds' || key === 'orderFromSource') return Number(entry);
  if (key === 'missingValues' || key === 'placeColumns') {
    return entry
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  }
  return key === 'separator' ? entry : entry.trim();
}
