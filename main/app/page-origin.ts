/** Where every page of the console comes from: files of the application, never `file://` or the network. */
export const consoleOrigin = 'console://app';

/** The frame a call came from, as Electron names it; null when it is already gone. */
interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a call comes from the main frame of a page of the console. */
export function isConsolePage({ senderFrame }: { readonly senderFrame: Frame | null }): boolean {
  return (
    senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${consoleOrigin}/`)
  );
}
