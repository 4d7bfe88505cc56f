import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, luminance } from './contrast-ratio.ts';
import { themes, type Theme } from '../../../main/common/view.ts';

const css = readFileSync(new URL('../../../renderer/design/tokens.css', import.meta.url), 'utf8');

/** The colour tokens of a theme, as written. */
function tokensOf(theme: Theme): ReadonlyMap<string, string> {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
  );
}

const grounds = ['ground', 'panel', 'raised', 'map-water', 'map-land'];
const texts = ['text', 'secondary', 'faint'];
/** Marks that are no text: 3:1 is enough. */
const marks = ['edge', 'accent', 'selection', 'chart-usual', 'chart-line'];

describe.each(themes)('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): string => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`${theme} has no --${name}`);
    return found;
  };

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    'shows %s on %s at 4.5 to 1 or more',
    (text, ground) => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['on-accent', 'accent'],
    ['on-inverse', 'inverse'],
  ])('shows %s on %s at 4.5 to 1 or more', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(
    marks.flatMap((mark) => ['ground', 'panel', 'map-land'].map((ground) => [mark, ground] as const)),
  )('shows the mark %s on %s at 3 to 1 or more', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  test.each(['alarm-high', 'alarm-medium', 'alarm-low'])('gives %s a keyline that stands off it', (alarm) => {
    expect(contrast(colour(alarm), colour('alarm-keyline'))).toBeGreaterThanOrEqual(3);
  });

  test('has every role of the dark theme', () => {
    expect([...tokens.keys()].sort()).toEqual([...tokensOf('dark').keys()].sort());
  });

  test('keeps the hues of alarms for alarms', () => {
    const others = [...tokens].filter(([name]) => !name.startsWith('alarm-'));
    const hot = others.filter(([, value]) => isAlarmHue(value)).map(([name]) => name);
    expect(hot).toEqual([]);
    expect(isAlarmHue(colour('alarm-medium'))).toBe(true);
  });
});

/** Red to yellow and saturated. */
function isAlarmHue(value: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(value.slice(at, at + 2), 16) / 255,
  );
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  return spread / Math.max(most, 0.01) > 0.25 && spread > 0.08 && red === most && green >= blue;
}

test('low light never shows pure white and dims the text to 60 % of the luminance', () => {
  const dark = tokensOf('dark');
  const low = tokensOf('low-light');
  expect([...low.values()]).not.toContain('#ffffff');
  const ratio = luminance(low.get('text') ?? '#000000') / luminance(dark.get('text') ?? '#000000');
  expect(ratio).toBeGreaterThan(0.57);
  expect(ratio).toBeLessThan(0.63);
});
