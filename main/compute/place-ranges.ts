/** Places of a window, from one position up to but not including another. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** All places as ranges of nearly the same length, none longer than `longest`. */
export function rangesOf(places: number, longest: number): PlaceRange[] {
  const count = Math.ceil(places / longest);
  const boundary = (index: number): number => Math.round((index * places) / count);
  return Array.from({ length: count }, (_, index) => ({ from: boundary(index), to: boundary(index + 1) }));
}

/** The two halves of a range; one place alone cannot be halved. */
export function halvesOf({ from, to }: PlaceRange): PlaceRange[] {
  const middle = Math.floor((from + to) / 2);
  return middle === from
    ? []
    : [
        { from, to: middle },
        { from: middle, to },
      ];
}

/** The positions in a range. */
export function positionsIn({ from, to }: PlaceRange): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index);
}
