import type { Channel } from './contract/channel.ts';
import type { View } from './view.ts';

export interface PrintOptions {
  readonly paper: 'A4' | 'Letter';
  /** HTML of the running footer; may use the classes `pageNumber` and `totalPages`. */
  readonly footer: string;
}

/**
 * What the engine needs from its surroundings. Electron implements all of it; plain Node answers `not-available` to what
 * takes a browser, and callers have a plain way out (SVG map, HTML only).
 */
export interface Host {
  /** A PNG of the map as the screen draws it. @throws MetropoleError `not-available` */
  captureMap(view: View, size: { readonly width: number; readonly height: number }): Promise<Uint8Array>;
  /** A PDF of a self-contained page. @throws MetropoleError `not-available` */
  printPdf(html: string, options: PrintOptions): Promise<Uint8Array>;
  /** Starts a compute host process and gives the channel to it; the channel closes when the process dies. */
  startCompute(role: ComputeRole): Promise<Channel>;
}

/** Training has a process of its own at low priority, so that it never delays a forecast. */
export type ComputeRole = 'forecast' | 'training';
