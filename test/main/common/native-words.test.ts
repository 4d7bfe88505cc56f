import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { passOnWords } from '../../../main/common/native-words.ts';

async function passed(pieces: readonly string[]): Promise<readonly string[]> {
  const speech = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  const lines: string[] = [];
  passOnWords(speech, (line) => lines.push(line));
  await once(speech, 'end');
  return lines;
}

const greeting = [
  'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
  'I0000 00:00:1795330307.715336   13953 port.cc:153] oneDNN custom operations are on. You may see slightly',
  'To enable the following instructions: AVX2 AVX512F FMA, in other operations, rebuild TensorFlow',
];
const trouble = [
  'E0000 00:00:1795330983.221524   27604 cuda_platform.cc:52] failed call to cuInit',
  'W0000 00:00:1795330984.000000   27604 bfc_allocator.cc:310] Allocator (GPU_0_bfc) ran out of memory',
  '',
  '    at Object.<anonymous> (compute.cjs:1:1)',
];
const text = [...greeting, ...trouble, ''].join('\n');

test('greetings are kept back, trouble is passed on as it is', async () => {
  expect(await passed([text])).toEqual(trouble);
});

test('lines are told apart wherever they are cut', async () => {
  expect(await passed(text.split(/(?=[a-e])/))).toEqual(trouble);
});

test('the last words of a process need no end of line', async () => {
  expect(await passed(['I0000 greeting\nterminate called', ' after throwing'])).toEqual([
    'terminate called after throwing',
  ]);
});
