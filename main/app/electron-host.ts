import { join } from 'node:path';
import { app, MessageChannelMain, utilityProcess } from 'electron';
import type { HostMessages } from '../common/contract/host-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { MetropoleError } from '../common/errors.ts';
import { passOnWords } from '../common/native-words.ts';
import { openComputeWindow } from './compute-window.ts';
import { graphicsOf } from './graphics.ts';
import type { EngineProcess } from './engine-process.ts';
import { captureMap } from './map-capture.ts';
import { printPdf } from './print-pdf.ts';

/** Electron's side of `Host`: what the engine cannot do without a browser or without starting processes. */
export function electronHost(engine: EngineProcess): Handlers<HostMessages> {
  const build = join(app.getAppPath(), 'dist');
  return {
    'host.capture-map': async ({ view, width, height }) => ({
      png: await captureMap(engine, view, { width, height }),
    }),
    'host.print-pdf': async ({ html, paper, footer }) => ({ pdf: await printPdf(html, paper, footer) }),
    'host.graphics': async () => await graphicsOf(app),
    'host.start-compute': async ({ role, place, ticket }) => {
      if (place === 'window') {
        const { calls, lifeline } = await openComputeWindow();
        engine.handOver({ kind: 'compute-port', ticket }, calls, lifeline);
        return {};
      }
      const parameters = [
        ...['--wasm', join(build, 'wasm', '/'), '--tensorflow', join(build, 'tensorflow')],
        ...['--nice', role === 'training' ? '15' : '0'],
      ];
      const child = utilityProcess.fork(join(build, 'main', 'compute.cjs'), parameters, {
        serviceName: `Metropole compute (${role})`,
        stdio: ['ignore', 'inherit', 'pipe'],
      });
      passOnWords(child.stderr, console.error);
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
