/** The bundled typeface as the page's style sheet names it. */
const bundled = 'Source Sans 3 Variable';

/** For what the bundled one has no letters of: the systems' own faces for Chinese. */
const others = ['Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC'];

/**
 * Typefaces of a label. The map draws letters itself, with the faces of the page, and reads how heavy they are from the first
 * name of the list; that name stands for no face. The bundled one is quoted because of the digit in it.
 */
function stack(weight: 'Regular' | 'Medium' | 'Semibold'): string[] {
  return [`Label ${weight}`, `"${bundled}"`, ...others];
}

export const labelFonts = {
  regular: stack('Regular'),
  medium: stack('Medium'),
  strong: stack('Semibold'),
} as const;

/**
 * Loads the bundled typeface whole. The map keeps every letter it has drawn once: one drawn before its face was there would
 * stay in another.
 */
export async function loadLabelFonts(): Promise<void> {
  const faces = [...document.fonts].filter(({ family }) => family.replaceAll(/["']/g, '') === bundled);
  await Promise.allSettled(faces.map((face) => face.load()));
}
