import type { Backend } from '../backends/backend.ts';

/** A backend that depends on a graphics card, which can be lost at any time, while it computes, too. */
export interface PageBackend extends Backend {
  /** False once it is lost; asked before an answer is given, so that nothing goes out that a lost card left behind. */
  isAlive(): boolean;
}

/** @param lost called when the graphics card is lost; nothing can be computed in this page any more */
export type PageBackendFactory = (lost: () => void) => PageBackend;
