import { MetropoleError } from '../main/common/errors.ts';
import type { ModelSetting, StoredModel } from './model.ts';

/** Layout of the bytes below; another number is refused. */
const fileFormat = 1;
const alignment = 8;

interface FileHeader {
  readonly format: number;
  readonly id: string;
  readonly version: string;
  readonly setting: ModelSetting;
  readonly places: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly columns: readonly { readonly name: string; readonly bytes: 4 | 8; readonly length: number }[];
}

/** Length of the header in four bytes, the header as JSON padded to eight bytes, then each column padded to eight bytes. Little-endian. */
export function encodeStoredModel(stored: StoredModel): Uint8Array<ArrayBuffer> {
  const columns = Object.entries(stored.columns);
  const header: FileHeader = {
    format: fileFormat,
    id: stored.id,
    version: stored.version,
    setting: stored.setting,
    places: stored.places,
    numbers: stored.numbers,
    columns: columns.map(([name, values]) => ({
      name,
      bytes: values instanceof Float32Array ? 4 : 8,
      length: values.length,
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const begin = padded(4 + text.length);
  const bytes = new Uint8Array(columns.reduce((sum, [, values]) => sum + padded(values.byteLength), begin));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let offset = begin;
  for (const [, values] of columns) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += padded(values.byteLength);
  }
  return bytes;
}

/**
 * Reads `encodeStoredModel` back.
 * @throws MetropoleError `forecast-no-model` when the bytes are not a stored model, are of another format, or are cut off.
 */
export function decodeStoredModel(bytes: Uint8Array): StoredModel {
  const refuse = (detail: string): never => {
    throw new MetropoleError('forecast-no-model', {}, detail);
  };
  if (bytes.length < 4) refuse('the file is too short for a stored model');
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + headerLength > bytes.length) refuse('the file is cut off in its header');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  } catch (error) {
    return refuse(`the header is not JSON: ${String(error)}`);
  }
  if (!isHeader(header)) return refuse('the header is not that of a stored model');
  const columns: Record<string, Float32Array | Float64Array> = {};
  let offset = padded(4 + headerLength);
  for (const { name, bytes: size, length } of header.columns) {
    const end = offset + size * length;
    if (end > bytes.length) refuse(`the file is cut off in column ${name}`);
    // A `slice` of a Buffer of Node would share its bytes.
    const own = new Uint8Array(bytes.subarray(offset, end)).buffer;
    columns[name] = size === 4 ? new Float32Array(own) : new Float64Array(own);
    offset = padded(end);
  }
  const { id, version, setting, places, numbers } = header;
  return { id, version, setting, places, numbers, columns };
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function isHeader(value: unknown): value is FileHeader {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string, check: (field: unknown) => boolean): boolean =>
    check(Object.entries(value).find(([key]) => key === name)?.[1]);
  const isText = (field: unknown): boolean => typeof field === 'string';
  const isRecord = (field: unknown): boolean => typeof field === 'object' && field !== null;
  const isColumn = (field: unknown): boolean =>
    typeof field === 'object' &&
    field !== null &&
    'name' in field &&
    isText(field.name) &&
    'bytes' in field &&
    (field.bytes === 4 || field.bytes === 8) &&
    'length' in field &&
    Number.isSafeInteger(field.length);
  return (
    has('format', (field) => field === fileFormat) &&
    has('id', isText) &&
    has('version', isText) &&
    has('setting', isRecord) &&
    has('numbers', isRecord) &&
    has('places', (field) => Array.isArray(field) && field.every(isText)) &&
    has('columns', (field) => Array.isArray(field) && field.every(isColumn))
  );
}
