import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programs, runModule, temporaryFolder } from './shims.ts';

const provider = new URL('../../tools/setup/system-packages.mjs', import.meta.url).href;
const typed = 'sudo apt-get update && sudo apt-get install -y xvfb xauth poppler-utils';

/** A machine whose PATH has a font list, apt and nothing else; what apt-get is asked for is noted in a file. */
function machine(aptGet: string): { path: string; notes: string } {
  const notes = join(temporaryFolder(), 'notes');
  const path = programs({
    'apt-get': `echo "$@" >> ${notes}; ${aptGet}`,
    'apt-cache': 'true',
    'fc-list': 'echo Noto Sans CJK',
  });
  const shell = execFileSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).trim();
  symlinkSync(shell, join(path, 'sh'));
  symlinkSync(process.execPath, join(path, 'node'));
  return { path, notes };
}

function provide(path: string): string {
  const text = `import { provideSystemPackages } from ${JSON.stringify(provider)};
    await provideSystemPackages(['screenless', 'tests'], () => {}).then(
      () => console.log('provided'),
      (problem) => console.log(problem.message),
    );`;
  return runModule(text, { PATH: path }).stdout.trim();
}

describe.runIf(process.platform === 'linux')('missing system packages', () => {
  test('are named in the one command to type where they cannot be installed', () => {
    const { path } = machine('exit 100');
    expect(provide(path)).toBe(
      `System packages are missing: type \`${typed}\` and run the same command again.`,
    );
  });

  test.runIf(process.getuid?.() === 0)('are installed by name for root', () => {
    const { path, notes } = machine('exit 0');
    expect(provide(path)).toBe('provided');
    expect(readFileSync(notes, 'utf8').trim().split('\n')).toEqual([
      '-o DPkg::Lock::Timeout=300 update',
      '-o DPkg::Lock::Timeout=300 install --yes --no-install-recommends xvfb xauth poppler-utils',
    ]);
  });
});
