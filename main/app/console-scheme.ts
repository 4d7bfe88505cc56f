import { extname, join } from 'node:path';
import { app, protocol } from 'electron';
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

/** Answers `console://app/…` from the built renderer and the assets; everything else is 404. */
export function serveConsoleScheme(): void {
  const built = join(app.getAppPath(), 'dist');
  const roots = { '/assets/': join(built, 'assets'), '/': join(built, 'renderer') };
  protocol.handle('console', consoleFiles('app', roots, contentSecurityPolicy));
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
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    });
  };
}
