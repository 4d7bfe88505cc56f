import type { Mapping } from '../../main/common/contract/messages/sources.ts';
import type { FieldKey } from './mapping-fields.ts';

const columnKeys = [
  'timeColumn',
  'clockColumn',
  'placeColumn',
  'valueColumn',
  'nameColumn',
  'latitudeColumn',
  'longitudeColumn',
  'fromColumn',
  'toColumn',
  'weightColumn',
] as const satisfies readonly FieldKey[];

/** What the columns of a file stand for, by column name. */
export function rolesOf(mapping: Mapping): ReadonlyMap<string, FieldKey> {
  return new Map(
    columnKeys.flatMap((key) => {
      const column = mapping[key];
      return column === undefined ? [] : [[column, key] as const];
    }),
  );
}
