import { type IncidentKind, type Point } from '../words.ts';

/** That something happened; who tells and who comes is not settled yet. */
export interface Occurrence {
  readonly key: string;
  readonly kind: IncidentKind;
  readonly happenedAt: number;
  readonly point: Point;
  readonly district: number;
  readonly road: { readonly index: number; readonly atMetres: number } | null;
}
