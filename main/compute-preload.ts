import { ipcRenderer } from 'electron';

ipcRenderer.once('engine-port', ({ ports }) => {
  window.postMessage({ kind: 'engine-port' }, window.location.origin, ports);
});
