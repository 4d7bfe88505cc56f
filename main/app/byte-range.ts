/** A part of a file, both ends included, bytes. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The part that a `Range` header asks for, cut to the file; undefined for none, or one of a form that nobody here sends
 * (several parts, the end of the file), which HTTP lets a server answer with the whole file.
 *
 * @param header as sent; null when it was not
 * @param bytes length of the file
 */
export function byteRange(header: string | null, bytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined) return undefined;
  const first = Number(from);
  const last = Math.min(to === undefined || to === '' ? Infinity : Number(to), bytes - 1);
  return first <= last ? { first, last } : undefined;
}
