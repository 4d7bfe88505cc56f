import { open } from 'node:fs/promises';
import { byteRange } from './byte-range.ts';

/** A file, or the part of it that a `Range` header asks for. */
export async function fileResponse(
  file: string,
  range: string | null,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const part = byteRange(range, size);
    if (part === undefined) return new Response(await handle.readFile(), { headers });
    const length = part.last - part.first + 1;
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, part.first);
    const position = `bytes ${part.first}-${part.last}/${size}`;
    return new Response(buffer, {
      status: 206,
      headers: { ...headers, 'content-range': position, 'content-length': String(length) },
    });
  } finally {
    await handle.close();
  }
}
