import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackNvidia, unpackTensorflow } from '../../../tools/tensorflow/unpack.mjs';
import { temporaryFolder } from '../shims.ts';
import { python, smallWheel, wheelOf } from './machine.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

test.runIf(python !== undefined)('libraries and licences alone are kept of TensorFlow', async () => {
  const [unpacked, made] = [temporaryFolder(), temporaryFolder()];
  await unpackTensorflow(smallWheel().file, { unpacked, made });
  expect(filesIn(made)).toEqual([
    ...['LICENSE', 'THIRD_PARTY_NOTICES.txt', 'deps/lib/libtensorflow_cc.so.2'],
    'deps/lib/libtensorflow_framework.so.2',
  ]);
  expect(filesIn(unpacked)).toEqual(['tensorflow/include/tensorflow/c/c_api.h']);
});

test.runIf(python !== undefined)(
  "libraries of NVIDIA stand where TensorFlow's libraries look for them, its assembler can be run",
  async () => {
    const made = temporaryFolder();
    const wheels = [
      wheelOf('cublas', {
        'nvidia/cublas/lib/libcublas.so.12': 'products',
        'nvidia/cublas/lib/libcublas_static.a': 'not wanted',
        'nvidia/cublas/include/cublas.h': 'not wanted',
        'nvidia_cublas_cu12-12.9.dist-info/licenses/License.txt': 'terms',
      }),
      wheelOf('cusolver', { 'nvidia/cusolver/lib/libcusolver.so.11': 'equations' }),
      wheelOf('nvcc', {
        'nvidia/cuda_nvcc/bin/ptxas': 'assembler',
        'nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc': 'bitcode',
        'nvidia/cuda_nvcc/nvvm/lib64/libnvvm.so': 'not wanted',
        'nvidia_cuda_nvcc_cu12-12.9.dist-info/License.txt': 'terms',
      }),
    ];
    for (const { file } of wheels) await unpackNvidia(file, made);
    expect(filesIn(made)).toEqual([
      'deps/nvidia/cublas/lib/libcublas.so.12',
      'deps/nvidia/cublas/lib/libcusolver.so.11',
      'deps/nvidia/cuda_nvcc/bin/ptxas',
      'deps/nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc',
      'deps/nvidia_cublas_cu12-12.9.dist-info/licenses/License.txt',
      'deps/nvidia_cuda_nvcc_cu12-12.9.dist-info/License.txt',
    ]);
    const program = join(made, 'deps/nvidia/cuda_nvcc/bin/ptxas');
    expect(statSync(program).mode & 0o111).toBe(0o111);
    expect(readFileSync(program, 'utf8')).toBe('assembler');
  },
);
