import type { LinkType } from '../contract/messages/sources.ts';

export interface LinkSet {
  readonly linkSetId: number;
  readonly name: string;
  readonly type: LinkType;
  readonly sourceId: number;
  /** How many links it has. */
  readonly links: number;
}

/**
 * Links over a list of places as compressed sparse rows: the targets of place `p` (a position in the list) are
 * `targets[offsets[p] .. offsets[p + 1])`, with the same range of `weights`. Links to places outside the list are left out.
 */
export interface LinkRows {
  readonly type: LinkType;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float32Array;
}

/** Links from and to one place. `outgoing` is 1 for links that start there. */
export interface PlaceLinks {
  readonly rows: number;
  readonly columns: {
    readonly other: Int32Array;
    readonly weight: Float32Array;
    readonly outgoing: Int32Array;
  };
}
