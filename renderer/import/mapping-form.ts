import { mappingSchema, type Mapping } from '../../main/common/contract/messages/sources.ts';
import type { ImportItem } from './import-item.ts';
import { fieldsFor, type Field } from './mapping-fields.ts';

/** What can be said about a file: how it is read now, and the fields that change it. */
export interface Form {
  readonly mapping: Mapping;
  readonly fields: readonly Field[];
}

const format: Field = { key: 'format', kind: 'choice' };
const encoding: Field = { key: 'encoding', kind: 'choice' };

/** The form of a file, or null where there is nothing to say. One whose characters could not be read asks for its encoding. */
export function formOf({ preview, error, corrections }: ImportItem): Form | null {
  if (preview !== null) return { mapping: preview.mapping, fields: [format, ...fieldsFor(preview.mapping)] };
  if (error?.code !== 'file-encoding') return null;
  return { mapping: mappingSchema.parse({ format: 'readings-long', ...corrections }), fields: [encoding] };
}
