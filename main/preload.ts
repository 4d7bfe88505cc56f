import { contextBridge, ipcRenderer } from 'electron';
import type { AppAnswer, Bridge } from './common/contract/app-contract.ts';

const bridge: Bridge = {
  call: (name, body) => ipcRenderer.invoke('app', name, body) as Promise<AppAnswer>,
  onEvent: (listener) => {
    const hear = (_event: unknown, name: string, body: unknown): void => {
      listener(name, body);
    };
    ipcRenderer.on('app-event', hear);
    return () => ipcRenderer.off('app-event', hear);
  },
  connectEngine: () => {
    ipcRenderer.send('connect-engine');
  },
};

contextBridge.exposeInMainWorld('metropole', bridge);

ipcRenderer.on('engine-port', (event) => {
  window.postMessage({ kind: 'engine-port' }, window.location.origin, event.ports);
});
