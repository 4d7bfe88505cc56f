import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { consoleOrigin } from './page-origin.ts';
import { sandboxedPage } from './sandboxed-page.ts';
import { changeSettings, readSettings } from './settings.ts';

const usualSize = { width: 1366, height: 860 };

/** Makes the console's window where it was last time, if that is still on a screen; shown once it has painted. */
export function makeConsoleWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Metropole',
    ...usualSize,
    ...rememberedBounds(),
    minWidth: 1024,
    minHeight: 640,
    backgroundColor: '#1b1d20',
    show: false,
    webPreferences: { ...sandboxedPage, preload: join(app.getAppPath(), 'dist', 'main', 'preload.cjs') },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    changeSettings({ window: window.getNormalBounds() });
  });
  return window;
}

/** Loads the console's page; separate from making the window so that its engine is known before the page asks. */
export async function loadConsole(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${consoleOrigin}/index.html`);
}

function rememberedBounds(): Partial<Electron.Rectangle> {
  const bounds = readSettings().window;
  if (bounds === null) return {};
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const inside = bounds.x >= workArea.x - 50 && bounds.y >= workArea.y - 50;
    return (
      inside && bounds.x < workArea.x + workArea.width - 100 && bounds.y < workArea.y + workArea.height - 100
    );
  });
  return visible ? bounds : { width: bounds.width, height: bounds.height };
}
