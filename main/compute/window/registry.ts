import { plainJavaScript } from '../backends/plain-javascript.ts';
import type { PageBackendFactory } from './page-backend.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** The reference that the others are compared with; a page is not told what processor it runs on. */
const cpu: PageBackendFactory = () => ({ ...plainJavaScript(() => ''), isAlive: () => true });

/** The backends of a compute window, the preferred first. A new one is one file and one line here. */
export const pageBackendFactories: readonly PageBackendFactory[] = [webgpu, webgl, cpu];
