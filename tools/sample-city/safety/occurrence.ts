import { type Incident } from '../words.ts';
import { type PlaceKind } from './kinds.ts';

/** That something happened; who tells and who comes is not settled yet. */
export type Occurrence = Pick<Incident, 'key' | 'kind' | 'happenedAt' | 'point' | 'district' | 'road'>;

/** One of a place and its people, not of traffic. */
export interface PlaceOccurrence extends Occurrence {
  readonly kind: PlaceKind;
  readonly road: null;
}
