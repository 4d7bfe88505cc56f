import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseProcessorWithoutAvx } from '../../../tools/tensorflow/processor.mjs';
import { temporaryFolder } from '../shims.ts';

function processorWith(flags: string): string {
  const file = join(temporaryFolder(), 'cpuinfo');
  writeFileSync(file, `processor\t: 0\nflags\t\t: ${flags}\nbugs\t\t: none\n`);
  return file;
}

test('a processor without AVX is refused, and told from one with it', () => {
  expect(() => {
    refuseProcessorWithoutAvx('x64', processorWith('fpu sse4_2 avx_vnni_int8x'));
  }).toThrow(/needs a processor with AVX/);
  expect(() => {
    refuseProcessorWithoutAvx('x64', processorWith('fpu sse4_2 avx avx2'));
  }).not.toThrow();
});

test('where processors have no AVX, or none are listed, nothing is refused', () => {
  expect(() => {
    refuseProcessorWithoutAvx('arm64', processorWith('fp asimd'));
    refuseProcessorWithoutAvx('x64', join(temporaryFolder(), 'none'));
  }).not.toThrow();
});
