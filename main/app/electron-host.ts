import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, MessageChannelMain, session, utilityProcess } from 'electron';
import type { HostMessages } from '../common/contract/host-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { MetropoleError } from '../common/errors.ts';
import type { EngineProcess } from './engine-process.ts';
import { captureMap } from './map-capture.ts';
import { sandboxedPage } from './sandboxed-page.ts';

const millimetresPerInch = 25.4;
const marginInches = 12 / millimetresPerInch;

/** Electron's side of `Host`: what the engine cannot do without a browser or without starting processes. */
export function electronHost(engine: EngineProcess): Handlers<HostMessages> {
  const build = join(app.getAppPath(), 'dist');
  return {
    'host.capture-map': async ({ view, width, height }) => ({
      png: await captureMap(engine, view, { width, height }),
    }),
    'host.print-pdf': async ({ html, paper, footer }) => ({ pdf: await printPdf(html, paper, footer) }),
    'host.start-compute': async ({ role, ticket }) => {
      const parameters = ['--wasm', join(build, 'wasm', '/'), '--nice', role === 'training' ? '15' : '0'];
      const child = utilityProcess.fork(join(build, 'main', 'compute.cjs'), parameters, {
        serviceName: `Metropole compute (${role})`,
        stdio: 'inherit',
      });
      const { port1, port2 } = new MessageChannelMain();
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('exit', () => {
          reject(new MetropoleError('compute-died', { role }));
        });
      });
      child.postMessage({ kind: 'engine-port' }, [port2]);
      engine.handOver({ kind: 'compute-port', ticket }, port1);
      return {};
    },
  };
}

/** Prints a self-contained page in a window that may run nothing and reach nothing but this page. */
async function printPdf(html: string, paper: 'A4' | 'Letter', footer: string): Promise<Uint8Array> {
  // A session of its own that serves this one page: an address with the page in it would have a length limit.
  const partition = `report-${randomUUID()}`;
  session.fromPartition(partition).protocol.handle('console', () => {
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...sandboxedPage, javascript: false, partition },
  });
  try {
    await window.loadURL('console://report/');
    return await window.webContents.printToPDF({
      pageSize: paper,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
      margins: { top: marginInches, bottom: marginInches * 1.4, left: marginInches, right: marginInches },
    });
  } finally {
    window.destroy();
  }
}
