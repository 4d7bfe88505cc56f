import type { WebContents, WebPreferences } from 'electron';
import type { RunningConsole } from './console.ts';

/** What Electron tells about contents beside its own types. */
export interface InspectedContents extends WebContents {
  getLastWebPreferences(): WebPreferences | null;
}

/** How a page that the application opened by itself was set up. */
export interface SeenPage {
  readonly url: string;
  readonly preferences: WebPreferences | null;
}

/** What must hold for every page, by the names of Electron's own list of preferences. */
export const strictPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
};

/** How the console's own window is set up. */
export async function preferencesOf({ app }: RunningConsole): Promise<SeenPage['preferences']> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return (window?.webContents as InspectedContents | undefined)?.getLastWebPreferences() ?? null;
  });
}

/** Notes every page that is made from now on; gives what was noted, as each was when it had loaded. */
export async function watchNewPages({ app }: RunningConsole): Promise<() => Promise<SeenPage[]>> {
  await app.evaluate(({ app: electron }) => {
    const seen: SeenPage[] = [];
    Object.assign(globalThis, { seenPages: seen });
    electron.on('web-contents-created', (_event, contents) => {
      contents.once('dom-ready', () => {
        const url = contents.getURL().slice(0, 60);
        seen.push({ url, preferences: (contents as InspectedContents).getLastWebPreferences() });
      });
    });
  });
  return () => app.evaluate(() => (globalThis as unknown as { seenPages: SeenPage[] }).seenPages);
}

/**
 * Opens a page from elsewhere with the console's own preload, as nothing in the console does, and runs a script in it.
 *
 * @param address what the page shows, such as a `data:` address
 * @param script gives a promise or a value
 */
export async function runInForeignPage({ app }: RunningConsole, address: string, script: string) {
  return app.evaluate(
    async ({ app: electron, BrowserWindow }, foreign) => {
      const preload = `${electron.getAppPath()}/dist/main/preload.cjs`;
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } });
      try {
        await window.loadURL(foreign.address);
        return (await window.webContents.executeJavaScript(foreign.script)) as unknown;
      } finally {
        window.destroy();
      }
    },
    { address, script },
  );
}
