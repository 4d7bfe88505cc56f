import { app } from 'electron';
import { declareConsoleScheme, serveConsoleScheme } from './app/console-scheme.ts';
import { openConsoleWindow } from './app/console-window.ts';
import { denyEverythingUnasked } from './app/denials.ts';

app.enableSandbox();
declareConsoleScheme();
denyEverythingUnasked();

app.on('window-all-closed', () => {
  app.quit();
});

void app.whenReady().then(async () => {
  serveConsoleScheme();
  await openConsoleWindow();
});
