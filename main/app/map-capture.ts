import { app } from 'electron';
import { join } from 'node:path';
import { MetropoleError } from '../common/errors.ts';
import type { View } from '../common/view.ts';
import { consoleOrigin } from './page-origin.ts';
import type { EngineProcess } from './engine-process.ts';
import { inHiddenWindow } from './hidden-window.ts';
import { connectPage } from './page-connection.ts';
import { sandboxedPage } from './sandboxed-page.ts';

/** A map that is not drawn by then is given up; the report draws its own. */
const patienceMilliseconds = 60_000;

/**
 * A PNG of the map as the screen draws it: the console's own page in a window nobody sees, told by its address to show the
 * map alone. The page changes its title to `map-ready` once it is idle.
 * @throws MetropoleError `report-failed` when the page does not get ready
 */
export async function captureMap(
  engine: EngineProcess,
  view: View,
  size: { readonly width: number; readonly height: number },
): Promise<Uint8Array> {
  const options = {
    ...size,
    useContentSize: true,
    frame: false,
    webPreferences: {
      ...sandboxedPage,
      preload: join(app.getAppPath(), 'dist', 'main', 'preload.cjs'),
      backgroundThrottling: false,
    },
  };
  return await inHiddenWindow(options, async (window) => {
    connectPage(window.webContents, () => engine);
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new MetropoleError('report-failed', { what: 'map' }, 'the map did not get ready'));
      }, patienceMilliseconds);
      window.on('page-title-updated', (_event, title) => {
        if (title !== 'map-ready') return;
        clearTimeout(timer);
        resolve();
      });
    });
    const address = `${consoleOrigin}/index.html?map=${encodeURIComponent(JSON.stringify(view))}`;
    await Promise.all([window.loadURL(address), ready]);
    return (await window.webContents.capturePage()).toPNG();
  });
}
