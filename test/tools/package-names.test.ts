import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { installableName } from '../../tools/setup/package-names.mjs';
import { programs, runModule } from './shims.ts';

const names = new URL('../../tools/setup/package-names.mjs', import.meta.url).href;

test('a library that was rebuilt for 64-bit time is installed under its new name, others under their own', () => {
  const noble = (name: string) => ['libasound2t64', 'libgtk-3-0t64', 'libasound2', 'libnss3'].includes(name);
  expect(['libasound2', 'libgtk-3-0', 'libnss3'].map((name) => installableName(name, noble))).toEqual([
    'libasound2t64',
    'libgtk-3-0t64',
    'libnss3',
  ]);
});

test('a name that apt knows but cannot install does not count', () => {
  const apt = `[ "$2" = libgbm1t64 ] && printf 'libgbm1t64:\\n  Installed: (none)\\n  Candidate: (none)\\n'
    [ "$2" = libxss1t64 ] && printf 'libxss1t64:\\n  Installed: (none)\\n  Candidate: 1.2\\n'; true`;
  const path = [programs({ 'apt-cache': apt }), process.env['PATH']].join(delimiter);
  const text = `import { installableName } from ${JSON.stringify(names)};
    console.log(installableName('libgbm1'), installableName('libxss1'));`;
  expect(runModule(text, { PATH: path }).stdout.trim()).toBe('libgbm1 libxss1t64');
});
