/** What files that are no text begin with, and what people call them. */
const signatures: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['ZIP or Excel', [0x50, 0x4b, 0x03, 0x04]],
  ['ZIP or Excel', [0x50, 0x4b, 0x05, 0x06]],
  ['Excel 97', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['HDF5', [0x89, 0x48, 0x44, 0x46]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];

/** What a file is when it is no text, by its first bytes; undefined when it may be text. */
export function binaryKind(head: Buffer): string | undefined {
  const found = signatures.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (found !== undefined) return found[0];
  if (/^\s*<(!doctype html|html)/i.test(head.toString('latin1', 0, 200))) return 'HTML';
  return undefined;
}
