import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('metropole', {});
