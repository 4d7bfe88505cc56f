import type { ComputePlace } from './backends.ts';
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
  /**
   * Starts a compute host and gives the channel to it; the channel closes when the host dies.
   * @throws MetropoleError `not-available` where the place cannot be had
   */
  startCompute(role: ComputeRole, place: ComputePlace): Promise<Channel>;
  /** What draws here, as far as it is known without drawing. @throws MetropoleError `not-available` */
  graphics(): Promise<Graphics>;
}

/** The graphics card of a machine. */
export interface Graphics {
  /** Changes with the card and its driver. */
  readonly identity: string;
  /** The processor does the work of a card. */
  readonly isSoftware: boolean;
}

/** Training has a process of its own at low priority, so that it never delays a forecast; so has measuring a backend. */
export const computeRoles = ['forecast', 'training', 'probe'] as const;
export type ComputeRole = (typeof computeRoles)[number];
