import { type Name, type Point, type RoadClass } from '../../words.ts';

/** A carriageway before it has a key: what the planners of motorways and streets hand to the registry of roads. */
export interface PlannedRoad {
  readonly roadClass: RoadClass;
  /** First part of its key; empty where that is its district's. */
  readonly prefix: string;
  readonly name: Name;
  readonly from: Point;
  readonly to: Point;
  readonly line: readonly Point[];
  readonly lanes: number;
  readonly freeSpeedKmh: number;
  readonly structure: 'ground' | 'bridge' | 'tunnel';
  /** What its carriageway in the other direction has too; null where there is none. */
  readonly pair: string | null;
  /** Where it lies on its corridor, metres at both ends in the direction of travel; null off the motorways. */
  readonly course: { readonly corridor: number; readonly from: number; readonly to: number } | null;
}
