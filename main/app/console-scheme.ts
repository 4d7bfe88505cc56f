import { extname, join } from 'node:path';
import { app, protocol } from 'electron';
import type { BaseMap } from './base-map.ts';
import { baseMapAnswer } from './base-map-answers.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { fileResponse } from './file-response.ts';
import { servedFile } from './served-files.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Declares `console://` as a standard, secure scheme. Must run before the app is ready. */
export function declareConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'console',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Answers `console://app/…` from the built renderer, the assets and the base map of the open workspace; everything else is 404.
 *
 * @param baseMap of the workspace that is open at that time
 */
export function serveConsoleScheme(baseMap: () => BaseMap | undefined): void {
  const built = join(app.getAppPath(), 'dist');
  const roots = { '/assets/': join(built, 'assets'), '/': join(built, 'renderer') };
  const files = consoleFiles('app', roots, contentSecurityPolicy);
  const headers = answerHeaders(contentSecurityPolicy);
  protocol.handle(
    'console',
    async (request) => (await baseMapAnswer(request, baseMap(), built, headers)) ?? (await files(request)),
  );
}

/**
 * Answers `console://<host>/…` from folders; everything else is 404.
 *
 * @param roots address prefix to folder
 * @param policy content security policy of every answer
 */
export function consoleFiles(
  host: string,
  roots: Readonly<Record<string, string>>,
  policy: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const address = new URL(request.url);
    const file = request.method === 'GET' ? await servedFile(address, host, roots) : undefined;
    if (file === undefined) return new Response('Not found', { status: 404 });
    return await fileResponse(file, request.headers.get('range'), {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      ...answerHeaders(policy),
    });
  };
}

function answerHeaders(policy: string): Readonly<Record<string, string>> {
  return { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
}
