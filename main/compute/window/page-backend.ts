import type { Backend } from '../backends/backend.ts';

/** @param lost called when the graphics card is gone; nothing can be computed in this page any more */
export type PageBackendFactory = (lost: () => void) => Backend;
