/** Where a label lies, px, and how much it matters. */
export interface LabelBox {
  readonly left: number;
  /** Its middle. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly weight: number;
}

/** Labels of which none lies on another: where two would, the one that weighs more is kept. */
export function labelsApart<T extends LabelBox>(labels: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const label of [...labels].sort((first, second) => second.weight - first.weight))
    if (!kept.some((other) => overlaps(label, other))) kept.push(label);
  return kept;
}

function overlaps(first: LabelBox, second: LabelBox): boolean {
  return (
    first.left < second.left + second.width &&
    second.left < first.left + first.width &&
    Math.abs(first.y - second.y) < (first.height + second.height) / 2
  );
}

/** How wide a text is at most, px: Chinese characters are square, others narrower. @param size height of the text, px */
export function widthOfText(text: string, size: number): number {
  const square = text.match(/[\u2e80-\uffff]/gu)?.length ?? 0;
  return size * (square + 0.65 * (text.length - square));
}
