import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { consoleOrigin } from './console-scheme.ts';

/** Opens the console's window: sandboxed, isolated from its preload, no Node; shown once it has painted. */
export async function openConsoleWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Metropole',
    width: 1366,
    height: 860,
    minWidth: 1024,
    minHeight: 640,
    backgroundColor: '#1b1d20',
    show: false,
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'main', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  await window.loadURL(`${consoleOrigin}/index.html`);
  return window;
}
