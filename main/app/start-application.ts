import type { App } from 'electron';
import { BaseMap } from './base-map.ts';
import { readStart } from './command-line.ts';
import { ConsoleApplication } from './console-application.ts';
import { declareConsoleScheme, serveConsoleScheme } from './console-scheme.ts';
import { denyEverythingUnasked } from './denials.ts';
import { buildMenu } from './menu.ts';
import { lastWorkspace, practiceFolder } from './settings.ts';
import { runCommand } from './windowless-command.ts';

/** Starts the application for what its parameters say: windows, or one command without any. */
export function startApplication(app: App): void {
  app.enableSandbox();
  declareConsoleScheme();
  denyEverythingUnasked();
  const start = readStart(process.argv.slice(1), lastWorkspace() ?? practiceFolder());
  if (start.kind === 'windows' && start.userData !== undefined) app.setPath('userData', start.userData);
  app.on('window-all-closed', () => {
    if (start.kind === 'windows') app.quit();
  });
  // One console for one profile: a second start brings the first to the front.
  if (start.kind === 'windows' && !app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  void app.whenReady().then(async () => {
    if (start.kind === 'command') {
      const baseMap = new BaseMap(start.workspace);
      serveConsoleScheme(() => baseMap);
      app.exit(await runCommand(start));
      return;
    }
    const application = new ConsoleApplication();
    serveConsoleScheme(() => application.baseMap);
    app.on('second-instance', () => {
      application.focus();
    });
    buildMenu();
    let closed = false;
    app.on('before-quit', (event) => {
      if (closed) return;
      event.preventDefault();
      void application.close().finally(() => {
        closed = true;
        app.quit();
      });
    });
    await application.open(start.workspace);
  });
}
