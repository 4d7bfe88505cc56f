import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { baseMapAddresses, type BaseMapChoice } from '../common/contract/base-map.ts';
import type { BaseMap } from './base-map.ts';
import { byteRange } from './byte-range.ts';
import { fileResponse } from './file-response.ts';

/** Readers of archives ask for parts, of which the largest is a tile or a directory; more is no map. */
const mostBytes = 64 * 1024 * 1024;

type Headers = Readonly<Record<string, string>>;

/**
 * Answers a page that asks for the base map of its workspace: which it is, and parts of the archive that was chosen.
 * Undefined for every address that belongs to something else.
 *
 * @param built folder of the build
 * @param headers of every answer
 */
export async function baseMapAnswer(
  request: Request,
  baseMap: BaseMap | undefined,
  built: string,
  headers: Headers,
): Promise<Response | undefined> {
  const { host, pathname } = new URL(request.url);
  if (request.method !== 'GET' || host !== 'app' || !pathname.startsWith(baseMapAddresses.folder))
    return undefined;
  const fresh = { ...headers, 'cache-control': 'no-store' };
  if (pathname === baseMapAddresses.choice)
    return Response.json(await choiceOf(baseMap, built), { headers: fresh });
  if (baseMap?.address !== pathname || baseMap.file === null) return notFound();
  return await partOf(baseMap.file, request.headers.get('range'), fresh);
}

async function choiceOf(baseMap: BaseMap | undefined, built: string): Promise<BaseMapChoice> {
  const file = baseMap?.file ?? null;
  const isThere = file !== null && (await lengthOf(file)) !== undefined;
  const { sampleCity } = baseMapAddresses;
  const hasSampleCity = (await lengthOf(join(built, ...sampleCity.split('/')))) !== undefined;
  return {
    file,
    address: isThere ? (baseMap?.address ?? null) : null,
    sampleCity: hasSampleCity ? sampleCity : null,
  };
}

async function partOf(file: string, range: string | null, headers: Headers): Promise<Response> {
  const bytes = await lengthOf(file);
  if (bytes === undefined) return notFound();
  const part = byteRange(range, bytes);
  if (part === undefined || part.last - part.first >= mostBytes)
    return new Response('Only parts are served', { status: 416 });
  return await fileResponse(file, range, { ...headers, 'content-type': 'application/vnd.pmtiles' });
}

/** Bytes of a file; undefined for what is none. */
async function lengthOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
}

function notFound(): Response {
  return new Response('Not found', { status: 404 });
}
