import { expect, test } from 'vitest';
import { pinnedBuild, wheelsOf } from '../../../tools/tensorflow/pinned-wheel.mjs';

const builds = (['processor', 'nvidia'] as const).flatMap((kind) =>
  ['linux-x64', 'linux-arm64'].map((platform) => ({
    ...{ kind, platform },
    build: pinnedBuild(kind, platform),
  })),
);

test('TensorFlow with CUDA is pinned where its publisher builds it: for Linux on x64', () => {
  expect(
    builds.filter(({ build }) => build !== undefined).map(({ kind, platform }) => `${kind} ${platform}`),
  ).toEqual(['processor linux-x64', 'processor linux-arm64', 'nvidia linux-x64']);
  expect(pinnedBuild('nvidia', 'win32-x64')).toBeUndefined();
});

test('every wheel is pinned by name, version, platform and hash, and none twice', () => {
  for (const { build } of builds) {
    const wheels = build === undefined ? [] : wheelsOf(build);
    for (const { package: name, version, platform, sha256, megabytes } of wheels) {
      expect(`${name} ${version} ${platform} ${sha256}`).toMatch(
        /^[a-z\d-]+ \d+(\.\d+)+ manylinux(\d+|_\d+_\d+)_(x86_64|aarch64) [\da-f]{64}$/,
      );
      expect(megabytes).toBeGreaterThan(0);
    }
    expect(new Set(wheels.map(({ sha256 }) => sha256)).size).toBe(wheels.length);
    expect(new Set(wheels.map(({ package: name }) => name)).size).toBe(wheels.length);
  }
});

test('the one for NVIDIA brings every library that TensorFlow names, of one generation of CUDA', () => {
  const { libraries, cuda } = pinnedBuild('nvidia', 'linux-x64') ?? { libraries: [], cuda: undefined };
  const names = libraries.map(({ package: name }) => /^nvidia-(.+)-cu12$/.exec(name)?.[1]);
  expect(names).toEqual(
    ['cublas', 'cuda-cupti', 'cuda-nvcc', 'cuda-nvrtc', 'cuda-runtime', 'cudnn'].concat([
      'cufft',
      'curand',
      'cusolver',
      'cusparse',
      'nccl',
      'nvjitlink',
    ]),
  );
  const runtime = libraries.find(({ package: name }) => name.includes('runtime'));
  expect(runtime?.version.startsWith(`${String(cuda?.version)}.`)).toBe(true);
});
