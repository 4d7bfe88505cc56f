import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';

/** What one pass over the whole file tells. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
  /** Lines with nothing on them (1 is the first line), the last line end not counted. */
  readonly blankLines: readonly number[];
}

const lineEnds = [Buffer.from('\n\n'), Buffer.from('\n\r\n')];

/**
 * Reads a file once, in pieces: its hash, its size and where blank lines are.
 * @throws MetropoleError `file-inaccessible` when it cannot be read to its end, `aborted`
 */
export async function readFacts(path: string, signal: AbortSignal | undefined): Promise<FileFacts> {
  try {
    return await factsOf(path, signal);
  } catch (thrown) {
    if (thrown instanceof MetropoleError) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new MetropoleError('file-inaccessible', { file: basename(path), reason }, reason, thrown);
  }
}

async function factsOf(path: string, signal: AbortSignal | undefined): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  let mayHaveBlanks = false;
  let tail = Buffer.alloc(0);
  for await (const chunk of pieces(path)) {
    throwIfAborted(signal);
    hash.update(chunk);
    if (bytes === 0) mayHaveBlanks = chunk[0] === 0x0a || chunk[0] === 0x0d;
    bytes += chunk.length;
    const seam = Buffer.concat([tail, chunk.subarray(0, 3)]);
    mayHaveBlanks ||= lineEnds.some((ends) => chunk.includes(ends) || seam.includes(ends));
    tail = Buffer.from(chunk.subarray(-3));
  }
  const blankLines = mayHaveBlanks ? await findBlankLines(path, signal) : [];
  return { bytes, sha256: hash.digest('hex'), blankLines };
}

async function* pieces(path: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (Buffer.isBuffer(piece)) yield piece;
  }
}

async function findBlankLines(path: string, signal: AbortSignal | undefined): Promise<number[]> {
  const blank: number[] = [];
  let line = 1;
  let empty = true;
  for await (const chunk of pieces(path)) {
    throwIfAborted(signal);
    for (const byte of chunk) {
      if (byte === 0x0a) {
        if (empty) blank.push(line);
        line++;
        empty = true;
      } else if (byte !== 0x0d) empty = false;
    }
  }
  return blank;
}
