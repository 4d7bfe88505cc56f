import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../shims.ts';
import { install, python, smallWheel } from './machine.ts';

const left = (cache: string) => readdirSync(join(cache, 'metropole'));
const kept = 'tensorflow-cpu-2.21.0-manylinux_2_27_x86_64.whl';

describe.runIf(process.platform === 'linux' && python !== undefined)('native TensorFlow from a wheel', () => {
  test('is asked for by name, with the hash that is pinned', () => {
    const cache = temporaryFolder();
    const { sha256 } = smallWheel();
    const notes = join(temporaryFolder(), 'notes');
    const pip = `cat "$dest/requirements.txt" > ${notes}; echo "$@" >> ${notes}; exit 1`;
    const { status, stderr } = install(cache, sha256, { pip });
    expect([status, stderr]).toEqual([1, expect.stringContaining('cannot be reached or does not have it')]);
    expect(readFileSync(notes, 'utf8')).toMatch(
      new RegExp(`^tensorflow-cpu==2.21.0 --hash=sha256:${sha256}\n.* --require-hashes .* --no-deps `),
    );
    expect(left(cache)).toEqual([]);
  });

  test('a tampered wheel is refused and leaves nothing behind', () => {
    const cache = temporaryFolder();
    const { file, sha256 } = smallWheel();
    const pip = `cp "${file}" "$dest/one.whl"; printf x >> "$dest/one.whl"`;
    const { status, stderr } = install(cache, sha256, { pip });
    expect([status, stderr]).toEqual([1, expect.stringContaining('is not the file that was pinned')]);
    expect(left(cache)).toEqual([]);
  });

  test('a download that was killed is noticed, cleared away and made again', () => {
    const cache = temporaryFolder();
    const { file, sha256 } = smallWheel();
    const killed = install(cache, sha256, {
      pip: `head -c 100 "${file}" > "$dest/half"; kill -9 $PPID; sleep 1`,
    });
    expect(killed.status).toBeNull();
    expect(left(cache)).toEqual([expect.stringMatching(/^\.unfinished-tensorflow-\d+$/)]);
    const again = install(cache, sha256, { pip: `cp "${file}" "$dest/one.whl"`, compiler: 'exit 1' });
    expect(again.stdout).toContain('was cut short');
    expect(left(cache)).toEqual([kept]);
  });

  test('an interrupted download ends at once and leaves nothing behind', () => {
    const cache = temporaryFolder();
    const { status, stderr } = install(cache, smallWheel().sha256, { pip: 'kill -INT $PPID; sleep 60' });
    expect([status, stderr]).toEqual([1, 'Stopped; nothing half-made is left.\n']);
    expect(left(cache)).toEqual([]);
  });

  test('what was fetched is kept while the compiler fails, fetched again only where it is damaged', () => {
    const cache = temporaryFolder();
    const { file, sha256 } = smallWheel();
    const pip = `cp "${file}" "$dest/one.whl"`;
    const first = install(cache, sha256, { pip, compiler: 'echo "no such thing" >&2; exit 1' });
    expect(first.stderr).toContain('could not be compiled');
    const second = install(cache, sha256, { pip: 'exit 1', compiler: 'exit 1' });
    expect(second.stderr).toContain('could not be compiled');
    truncateSync(join(cache, 'metropole', kept), 10);
    const third = install(cache, sha256, { pip, compiler: 'exit 1' });
    expect(third.stdout).toContain('is damaged');
    expect(left(cache)).toEqual([kept]);
  });

  test('what was compiled but does not compute is not kept', () => {
    const cache = temporaryFolder();
    const { file, sha256 } = smallWheel();
    const { status, stderr } = install(cache, sha256, { pip: `cp "${file}" "$dest/one.whl"` });
    expect([status, stderr]).toEqual([1, expect.stringContaining('does not work on this machine')]);
    expect(left(cache)).toEqual([kept]);
  });
});
