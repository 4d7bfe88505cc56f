import { app, type Session } from 'electron';

/** Addresses that no page may load, whatever its own policy allows. `console:`, `data:` and `blob:` remain. */
const unwanted = {
  urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'],
};

/** Denies what no page of the console needs: the network, navigation, new windows, web views and every permission. */
export function denyEverythingUnasked(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  app.on('session-created', denyInSession);
}

function denyInSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(unwanted, (_details, answer) => {
    answer({ cancel: true });
  });
}
