import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { progressBar, progressLine } from '../../../tools/tensorflow/progress.mjs';

test('a line tells how far a download is, and never more than all of it', () => {
  expect(progressLine(0, 200)).toBe(`[${'-'.repeat(30)}]   0 %  0 of 200 MB`);
  expect(progressLine(50e6, 200)).toBe(`[${'#'.repeat(7)}${'-'.repeat(23)}]  25 %  50 of 200 MB`);
  expect(progressLine(400e6, 200)).toBe(`[${'#'.repeat(30)}] 100 %  200 of 200 MB`);
});

function written(isTTY: boolean): string[] {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  const bar = progressBar(200, stream as unknown as NodeJS.WriteStream);
  for (const megabytes of [10, 60, 70, 120, 400]) bar.at(megabytes * 1e6);
  bar.end();
  return String(stream.read())
    .split(isTTY ? '\r' : '\n')
    .filter((line) => line !== '');
}

test('a terminal is told every time, anything else at each quarter', () => {
  expect(written(true)).toHaveLength(6);
  expect(written(false).map((line) => line.slice(line.indexOf(']')))).toEqual([
    ']  30 %  60 of 200 MB',
    ']  60 %  120 of 200 MB',
    '] 100 %  200 of 200 MB',
  ]);
});
