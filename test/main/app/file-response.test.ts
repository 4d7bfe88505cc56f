import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileResponse } from '../../../main/app/file-response.ts';
import { scratchFolder } from '../store/store.ts';

const headers = { 'content-type': 'application/vnd.pmtiles', 'cache-control': 'no-store' };

/** The file whose bytes are 0, 1, 2 … 99. */
function hundredBytes(): string {
  const path = join(scratchFolder(), 'tiles.pmtiles');
  writeFileSync(
    path,
    Uint8Array.from({ length: 100 }, (_, at) => at),
  );
  return path;
}

const bytesOf = async (response: Response): Promise<number[]> => [
  ...new Uint8Array(await response.arrayBuffer()),
];

test('a file comes whole where no part of it is asked for', async () => {
  const response = await fileResponse(hundredBytes(), null, headers);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/vnd.pmtiles');
  expect(response.headers.get('content-range')).toBeNull();
  const bytes = await bytesOf(response);
  expect(bytes).toHaveLength(100);
  expect(bytes.at(-1)).toBe(99);
});

test.each([
  ['bytes=10-12', [10, 11, 12], 'bytes 10-12/100'],
  ['bytes=98-', [98, 99], 'bytes 98-99/100'],
  ['bytes=97-500', [97, 98, 99], 'bytes 97-99/100'],
])('of %s comes that part, and where it stands', async (range, bytes, position) => {
  const response = await fileResponse(hundredBytes(), range, headers);
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(position);
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await bytesOf(response)).toEqual(bytes);
});

test.each(['bytes=100-', 'bytes=-5', 'bytes=0-1,4-5', 'lines=0-1'])(
  'a range that is none of the file, %s, brings the file',
  async (range) => {
    const response = await fileResponse(hundredBytes(), range, headers);
    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toHaveLength(100);
  },
);

test('an empty file is served too, and one that is not there is refused', async () => {
  const empty = join(scratchFolder(), 'empty');
  writeFileSync(empty, '');
  const response = await fileResponse(empty, 'bytes=0-9', headers);
  expect([response.status, await bytesOf(response)]).toEqual([200, []]);
  await expect(fileResponse(`${empty}-not`, null, headers)).rejects.toMatchObject({ code: 'ENOENT' });
});
