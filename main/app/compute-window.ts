import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  MessageChannelMain,
  session,
  type MessagePortMain,
  type Session,
  type WebContents,
} from 'electron';
import { listeningTitle } from '../common/compute-page.ts';
import { MetropoleError } from '../common/errors.ts';
import { consoleFiles } from './console-scheme.ts';
import { computeSecurityPolicy } from './content-security-policy.ts';
import { sandboxedPage } from './sandboxed-page.ts';

const computeHost = 'compute';
/** How long the page's program may take to begin, once it is loaded. */
const patienceMilliseconds = 10_000;

/** The engine's ends of the line to a compute window. */
export interface ComputeWindowPorts {
  readonly calls: MessagePortMain;
  /** Open as long as the window is; when the engine closes it, the window goes. */
  readonly lifeline: MessagePortMain;
}

/**
 * Opens a window nobody sees, in which a compute host runs on the graphics card. A page does not learn in every Chrome that
 * the other end of its port is gone, so that a lifeline beside it decides: it closes with the engine, by will or by death,
 * and the window with it; a page that dies takes the window, and so the lifeline, with it.
 * @throws MetropoleError `not-available`
 */
export async function openComputeWindow(): Promise<ComputeWindowPorts> {
  const window = new BrowserWindow({
    title: 'Metropole compute',
    show: false,
    webPreferences: {
      ...sandboxedPage,
      preload: join(app.getAppPath(), 'dist', 'main', 'compute-preload.cjs'),
      backgroundThrottling: false,
      session: computeSession(),
    },
  });
  const { port1: lifeline, port2: enginesLifeline } = new MessageChannelMain();
  const remove = (): void => {
    // A window that is gone inside one of its own events takes the application with it.
    setImmediate(() => {
      window.destroy();
    });
  };
  lifeline.on('close', remove);
  lifeline.start();
  window.webContents.on('render-process-gone', remove);
  window.once('closed', () => {
    lifeline.close();
  });
  try {
    await window.loadURL(`console://${computeHost}/index.html`);
    await listening(window.webContents);
  } catch (thrown) {
    remove();
    throw new MetropoleError('not-available', { what: 'window' }, String(thrown), thrown);
  }
  const { port1: calls, port2: pagesEnd } = new MessageChannelMain();
  window.webContents.postMessage('engine-port', null, [pagesEnd]);
  return { calls, lifeline: enginesLifeline };
}

/** Waits until the page's program listens for its port. @throws Error where it does not begin */
async function listening(page: WebContents): Promise<void> {
  const tooLate = AbortSignal.timeout(patienceMilliseconds);
  while (page.getTitle() !== listeningTitle) {
    if (tooLate.aborted) throw new Error('the program of the compute page did not begin');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A session in memory that serves the files of this window and nothing else. */
function computeSession(): Session {
  const computing = session.fromPartition(computeHost);
  if (!computing.protocol.isProtocolHandled('console')) {
    const roots = { '/': join(app.getAppPath(), 'dist', 'compute-window') };
    computing.protocol.handle('console', consoleFiles(computeHost, roots, computeSecurityPolicy));
  }
  return computing;
}
