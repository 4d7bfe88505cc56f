import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Mapping } from '../../common/contract/messages/sources.ts';
import { MetropoleError } from '../../common/errors.ts';
import { binaryKind } from './kind.ts';
import { preambleLength } from './preamble.ts';

export type Encoding = Mapping['encoding'];

/** The beginning of a file, enough to judge it by. */
export interface Head {
  readonly bytes: number;
  readonly encoding: Encoding;
  /** False when the encoding had to be assumed. */
  readonly certain: boolean;
  /** Whole lines of the table's beginning (or the start of the only one), with no line ends; blank ones included. */
  readonly lines: readonly string[];
  /** How many lines come before the table. */
  readonly leading: number;
  /** False when the file goes on behind `lines`. */
  readonly isWhole: boolean;
}

const headBytes = 1 << 20;

/** What the platform's decoder calls each encoding. */
const labels = { 'utf-8': 'utf-8', 'utf-16': 'utf-16le', 'latin-1': 'latin1' } as const;

/**
 * Reads the beginning of a file and judges what it is.
 * @throws MetropoleError `file-missing`, `file-inaccessible`, `file-empty`, `file-kind-mismatch`, `file-encoding`
 */
export async function readHead(path: string, declared?: Encoding): Promise<Head> {
  const file = basename(path);
  const { bytes, head } = await firstBytes(path, file);
  if (bytes === 0) throw new MetropoleError('file-empty', { file });
  const kind = binaryKind(head);
  if (kind !== undefined) throw new MetropoleError('file-kind-mismatch', { file, kind });
  const guess = guessEncoding(head, file, declared);
  const text = new TextDecoder(labels[guess.encoding]).decode(head);
  const lines = text.split(/\r\n|\n|\r/);
  const isCut = head.length < bytes && lines.length > 1;
  if (isCut || lines.at(-1) === '') lines.pop();
  if (lines.every((line) => line.trim() === '')) throw new MetropoleError('file-empty', { file });
  const leading = preambleLength(lines);
  return { bytes, ...guess, lines: lines.slice(leading), leading, isWhole: head.length === bytes };
}

async function firstBytes(path: string, file: string): Promise<{ bytes: number; head: Buffer }> {
  try {
    const found = await stat(path);
    if (!found.isFile())
      throw new MetropoleError('file-inaccessible', { file, reason: 'it is a folder or a device' });
    const handle = await open(path);
    try {
      const buffer = Buffer.alloc(Math.min(headBytes, found.size));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return { bytes: found.size, head: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (thrown instanceof MetropoleError) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const missing = /ENOENT|ENOTDIR/.test(reason);
    throw new MetropoleError(
      missing ? 'file-missing' : 'file-inaccessible',
      { file, reason },
      reason,
      thrown,
    );
  }
}

function guessEncoding(
  head: Buffer,
  file: string,
  declared: Encoding | undefined,
): { readonly encoding: Encoding; readonly certain: boolean } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16', certain: true };
  if (head[0] === 0xfe && head[1] === 0xff) throw new MetropoleError('file-encoding', { file, row: 1 });
  if (head.includes(0)) {
    if (declared === 'utf-16') return { encoding: 'utf-16', certain: true };
    const sample = head.subarray(0, 4096);
    const zeros = sample.filter((byte, index) => index % 2 === 1 && byte === 0).length;
    if (zeros > sample.length / 4) return { encoding: 'utf-16', certain: false };
    throw new MetropoleError('file-kind-mismatch', { file, kind: 'binary' });
  }
  if (isUtf8(wholeCharacters(head))) return { encoding: 'utf-8', certain: true };
  if (declared === 'utf-8') throw new MetropoleError('file-encoding', { file, row: firstBadLine(head) });
  if (declared === undefined && head.some((byte) => byte >= 0x80 && byte < 0xa0)) {
    throw new MetropoleError('file-encoding', { file, row: firstBadLine(head) });
  }
  return { encoding: 'latin-1', certain: declared === 'latin-1' };
}

/** Cuts a character that the end of the buffer may have split. */
export function wholeCharacters(buffer: Buffer): Buffer {
  for (let cut = 1; cut <= Math.min(3, buffer.length); cut++) {
    const byte = buffer[buffer.length - cut] ?? 0;
    if (byte >= 0xc0) return buffer.subarray(0, buffer.length - cut);
    if (byte < 0x80) break;
  }
  return buffer;
}

/** The first line (1 is the first) that is no UTF-8. */
export function firstBadLine(buffer: Buffer): number {
  let line = 1;
  for (let start = 0; start < buffer.length; line++) {
    const end = buffer.indexOf(0x0a, start);
    const stop = end === -1 ? buffer.length : end + 1;
    if (!isUtf8(buffer.subarray(start, stop))) return line;
    start = stop;
  }
  return line;
}
