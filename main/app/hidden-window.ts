import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';

/**
 * Does something in a window nobody sees and removes it afterwards. The window is removed in a later turn of the event loop:
 * what Electron answers with (a printed page, a captured picture) is handed over from inside the window's own code, and a
 * window that is gone when that code goes on takes the application with it.
 */
export async function inHiddenWindow<T>(
  options: BrowserWindowConstructorOptions,
  use: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({ ...options, show: false });
  try {
    return await use(window);
  } finally {
    setImmediate(() => {
      window.destroy();
    });
  }
}
