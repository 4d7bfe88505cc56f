import { expect, test } from 'vitest';
import { completeLock } from '../../tools/lock/complete-lock.mjs';
import { platformOf } from '../../tools/lock/platform-of.mjs';

test.each([
  ['@duckdb/node-bindings-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@oxc-parser/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['lightningcss-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@oxc-parser/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['bufferutil', undefined],
])('the platform of %s is read from its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('adds only what is for another platform, of an exact version and not there yet', () => {
  const lock = {
    packages: {
      'node_modules/engine': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: {
          'engine-linux-x64': '1.0.0',
          'engine-win32-x64': '1.0.0',
          fsevents: '~2.3.3',
        },
      },
      'node_modules/engine-linux-x64': { version: '1.0.0', integrity: 'sha512-known' },
    },
  };
  expect(completeLock(lock)).toEqual(['engine-win32-x64']);
  expect(lock.packages).toMatchObject({
    'node_modules/engine-linux-x64': { integrity: 'sha512-known' },
    'node_modules/engine-win32-x64': {
      version: '1.0.0',
      os: ['win32'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    },
  });
  expect(Object.keys(lock.packages)).toHaveLength(3);
});
