import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fetchByName, fetchOne } from '../../../tools/tensorflow/fetch.mjs';
import { newerPip, ownPip, pipInside, type Pip } from '../../../tools/tensorflow/pip.mjs';
import { temporaryFolder } from '../shims.ts';
import { python, wheelOf } from './machine.ts';

const name = 'small-1.0-py3-none-any.whl';
const bytes = 1_000_000;

interface Index {
  /** The `Range` of each request for the wheel. */
  readonly asked: (string | undefined)[];
  readonly sha256: string;
  readonly whole: Uint8Array;
}

const metadata = 'Metadata-Version: 2.1\nName: small\nVersion: 1.0\n';

interface IndexOptions {
  readonly cuts: number;
  readonly ranges?: boolean;
  /** Whether it refuses the wheel after the first answer. */
  readonly gone?: boolean;
  /** Whether it tells about the wheel apart from it, as the Python package index does. */
  readonly tells?: boolean;
}

/** A package index on this machine; the first so many answers break off half-way. */
async function startIndex({
  cuts,
  ranges = true,
  gone = false,
  tells = false,
}: IndexOptions): Promise<Index> {
  const { file, sha256 } = wheelOf('small', {
    'small/data.txt': randomBytes(bytes / 2).toString('hex'),
    'small-1.0.dist-info/METADATA': metadata,
    'small-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    'small-1.0.dist-info/RECORD': '',
  });
  const whole = readFileSync(file);
  const asked: (string | undefined)[] = [];
  const wheel = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.headers.range);
    if (gone && asked.length > 1) {
      response.writeHead(404).end();
      return;
    }
    const from = ranges ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const part = whole.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': part.length,
      etag: '"one"',
      ...(from > 0 && { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` }),
    });
    if (asked.length > cuts) response.end(part);
    else response.write(part.subarray(0, part.length / 2), () => setTimeout(() => response.destroy(), 800));
  };
  const page = `<a href="/${name}"${tells ? ' data-core-metadata="true" data-dist-info-metadata="true"' : ''}>${name}</a>`;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.whl') === true) wheel(request, response);
    else if (request.url?.endsWith('.metadata') === true) response.end(metadata);
    else response.setHeader('content-type', 'text/html').end(request.url === '/small/' ? page : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('PIP_INDEX_URL', `http://127.0.0.1:${port}`);
  for (const setting of ['EXTRA_INDEX_URL', 'FIND_LINKS', 'CONSTRAINT', 'CERT'])
    vi.stubEnv(`PIP_${setting}`, '');
  vi.stubEnv('PIP_CONFIG_FILE', '/dev/null');
  onTestFinished(() => void vi.unstubAllEnvs());
  return { asked, sha256, whole };
}

/** Fetches the wheel of that index, and tells what was said. */
async function fetchSmall(pip: Pip, sha256: string, fetch: typeof fetchOne = fetchByName) {
  const [scratch, said] = [temporaryFolder(), new Array<string>()];
  const wheel = { ...newerPip, package: 'small', version: '1.0', sha256 };
  const say = (line: string) => said.push(line);
  const file = await fetch(wheel, { pip, scratch, deadline: Infinity, say }).catch((problem: unknown) => {
    said.push(String(problem));
    return undefined;
  });
  const fetched =
    file === undefined ? undefined : createHash('sha256').update(readFileSync(file)).digest('hex');
  return {
    fetched,
    said,
    left: readdirSync(scratch, { recursive: true }).filter((entry) => String(entry).endsWith('.whl')),
  };
}

/** A pip that goes on with downloads, undefined where this machine has none and cannot fetch one. */
async function pipThatResumes(): Promise<Pip | undefined> {
  const pip = ownPip();
  if (pip.resumes) return pip;
  const options = {
    pip,
    scratch: temporaryFolder(),
    deadline: Date.now() + 60_000,
    say: () => undefined,
  };
  const wheel = await fetchByName(newerPip, options).catch(() => undefined);
  return wheel === undefined ? undefined : pipInside(wheel);
}

describe.runIf(process.platform === 'linux' && python !== undefined)('a download that is cut', () => {
  test('goes on where it was', async ({ skip }) => {
    const pip = await pipThatResumes();
    if (pip === undefined) return skip('no pip that goes on with downloads can be had');
    const { asked, sha256 } = await startIndex({ cuts: 2 });
    expect(await fetchSmall(pip, sha256)).toMatchObject({ fetched: sha256, said: [] });
    expect(asked).toEqual([
      undefined,
      expect.stringMatching(/^bytes=[1-9]/),
      expect.stringMatching(/^bytes=[1-9]/),
    ]);
  });

  test('is whole in the end where the other side always sends everything', async ({ skip }) => {
    const pip = await pipThatResumes();
    if (pip === undefined) return skip('no pip that goes on with downloads can be had');
    const { sha256 } = await startIndex({ cuts: 1, ranges: false });
    expect(await fetchSmall(pip, sha256)).toMatchObject({ fetched: sha256 });
  });

  test('is begun again by a pip that cannot go on', async ({ skip }) => {
    const pip = ownPip();
    skip(pip.resumes, 'the pip of this machine can go on');
    const { asked, sha256 } = await startIndex({ cuts: 1 });
    expect(await fetchSmall(pip, sha256)).toMatchObject({
      fetched: sha256,
      said: ['The download was cut: it is begun again'],
    });
    expect(asked).toEqual([undefined, undefined]);
  });

  test('is given up where it is cut again and again', async () => {
    const { sha256 } = await startIndex({ cuts: Infinity, ranges: false });
    const { fetched, said } = await fetchSmall(ownPip(), sha256);
    expect([fetched, said.at(-1)]).toEqual([
      undefined,
      expect.stringContaining('Fetching TensorFlow failed'),
    ]);
  });

  test('is thrown away where it is another file than the pinned one', async () => {
    await startIndex({ cuts: 0 });
    const { fetched, said, left } = await fetchSmall(ownPip(), '0'.repeat(64));
    expect([fetched, left]).toEqual([undefined, []]);
    expect(said.at(-1)).toMatch(notPinned);
  });
});

const notPinned = /is not the file that was pinned \(its sha256 differs\), so it was thrown away/;

describe.runIf(process.platform === 'linux' && python !== undefined)('a download by address', () => {
  /** The folder of what an earlier command, now gone, left of the wheel. */
  function leaveHalf(cache: string, left: Uint8Array): void {
    const folder = join(cache, 'metropole', `.half-small-1.0-${newerPip.platform}-999999999`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'file'), left);
  }

  async function prepared(options: IndexOptions) {
    const pip = await pipThatResumes();
    const cache = temporaryFolder();
    vi.stubEnv('XDG_CACHE_HOME', cache);
    mkdirSync(join(cache, 'metropole'));
    const index = await startIndex({ ...options, tells: true });
    return { pip, cache, index, left: () => readdirSync(join(cache, 'metropole')) };
  }

  test('goes on where it was, within the command', async ({ skip }) => {
    const { pip, index, left } = await prepared({ cuts: 2 });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { asked, sha256 } = index;
    expect(await fetchSmall(pip, sha256, fetchOne)).toMatchObject({ fetched: sha256, said: [] });
    expect(asked).toEqual([
      undefined,
      expect.stringMatching(/^bytes=[1-9]/),
      expect.stringMatching(/^bytes=[1-9]/),
    ]);
    expect(left()).toEqual([]);
  });

  test('goes on where a command was that has ended', async ({ skip }) => {
    const { pip, cache, index, left } = await prepared({ cuts: 0 });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { asked, sha256, whole } = index;
    leaveHalf(cache, whole.subarray(0, 400_000));
    expect(await fetchSmall(pip, sha256, fetchOne)).toMatchObject({ fetched: sha256, said: [] });
    expect(asked).toEqual(['bytes=400000-']);
    expect(left()).toEqual([]);
  });

  test('asks for nothing where a command ended after the last byte', async ({ skip }) => {
    const { pip, cache, index, left } = await prepared({ cuts: 0 });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { asked, sha256, whole } = index;
    leaveHalf(cache, whole);
    expect(await fetchSmall(pip, sha256, fetchOne)).toMatchObject({ fetched: sha256, said: [] });
    expect([asked, left()]).toEqual([[], []]);
  });

  test('begins again where what was kept is damaged', async ({ skip }) => {
    const { pip, cache, index } = await prepared({ cuts: 0 });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { asked, sha256 } = index;
    leaveHalf(cache, new Uint8Array(400_000));
    expect(await fetchSmall(pip, sha256, fetchOne)).toMatchObject({
      fetched: sha256,
      said: ['What was kept of the download is damaged: it is begun again'],
    });
    expect(asked).toEqual(['bytes=400000-', undefined]);
  });

  test('keeps what it has where the other side is gone', async ({ skip }) => {
    const { pip, index, left } = await prepared({ cuts: 1, gone: true });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { fetched } = await fetchSmall(pip, index.sha256, fetchOne);
    expect(fetched).toBeUndefined();
    expect(left()).toEqual([expect.stringMatching(/^\.half-small-1\.0-/)]);
  });

  test('is thrown away where it is another file than the pinned one', async ({ skip }) => {
    const { pip, left } = await prepared({ cuts: 0 });
    if (pip === undefined) return skip('no pip that tells addresses can be had');
    const { fetched, said } = await fetchSmall(pip, '0'.repeat(64), fetchOne);
    expect([fetched, said.at(-1), left()]).toEqual([
      undefined,
      expect.stringMatching(notPinned),
      [expect.any(String)],
    ]);
  });
});
