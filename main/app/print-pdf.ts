import { randomUUID } from 'node:crypto';
import { session, type Session } from 'electron';
import { inHiddenWindow } from './hidden-window.ts';
import { sandboxedPage } from './sandboxed-page.ts';

const millimetresPerInch = 25.4;
const marginInches = 12 / millimetresPerInch;

/** Pages that are being printed, by their path: an address with the page in it would have a length limit. */
const pages = new Map<string, string>();

/** Prints a self-contained page in a window that may run nothing and reach nothing but this page. */
export async function printPdf(html: string, paper: 'A4' | 'Letter', footer: string): Promise<Uint8Array> {
  const path = `/${randomUUID()}`;
  pages.set(path, html);
  try {
    const webPreferences = { ...sandboxedPage, javascript: false, session: printingSession() };
    return await inHiddenWindow({ webPreferences }, async (window) => {
      await window.loadURL(`console://report${path}`);
      return await window.webContents.printToPDF({
        pageSize: paper,
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footer,
        margins: { top: marginInches, bottom: marginInches * 1.4, left: marginInches, right: marginInches },
      });
    });
  } finally {
    pages.delete(path);
  }
}

/** A session in memory that serves the pages that are being printed and nothing else. */
function printingSession(): Session {
  const printing = session.fromPartition('report');
  if (!printing.protocol.isProtocolHandled('console')) {
    printing.protocol.handle('console', ({ url }) => {
      const page = pages.get(new URL(url).pathname);
      if (page === undefined) return new Response(null, { status: 404 });
      return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    });
  }
  return printing;
}
