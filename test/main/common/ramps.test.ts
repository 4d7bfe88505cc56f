import { describe, expect, it } from 'vitest';
import { layerOf } from '../../../main/common/layers.ts';
import { classOf, layerValue, rampColours } from '../../../main/common/ramps.ts';
import { defaultLayers, themes } from '../../../main/common/view.ts';

function channels(colour: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) =>
    Number.parseInt(colour.slice(from, from + 2), 16),
  );
  return [red, green, blue];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

describe('ramps', () => {
  it.each(themes)('move steadily in lightness in %s, the class to notice standing out', (theme) => {
    for (const layer of defaultLayers) {
      const steps = rampColours(layer.ramp, layer.breaks.length + 1, theme).map(luminance);
      const isFalling = (theme === 'light') !== (layerOf(layer.id).strong === 'low');
      const sorted = [...steps].sort((first, second) => (isFalling ? second - first : first - second));
      expect(steps).toEqual(sorted);
      expect(new Set(steps).size).toBe(steps.length);
    }
  });

  it.each(themes)('stay muted in %s: no colour comes near an alarm', (theme) => {
    for (const colour of defaultLayers.flatMap(({ ramp }) => rampColours(ramp, 6, theme))) {
      const [red, , blue] = channels(colour);
      expect(blue).toBeGreaterThanOrEqual(red);
      expect(Math.max(...channels(colour)) - Math.min(...channels(colour))).toBeLessThan(60);
    }
  });

  it('class values by breaks in whatever order these come', () => {
    expect([-70, -60, -15, 0].map((value) => classOf(value, [-10, -60, -40, -20]))).toEqual([0, 1, 3, 4]);
  });

  it('colour by what the layer shows', () => {
    const reading = { value: 30, usual: 60, completeness: 0.9, over: 0.2 };
    expect(layerValue('speed-deviation', reading)).toBe(-50);
    expect(layerValue('speed', reading)).toBe(30);
    expect(layerValue('sensor-health', reading)).toBe(0.9);
    expect(layerValue('load-deviation', { ...reading, value: 90 })).toBe(50);
    expect(layerValue('load', reading)).toBe(30);
    expect(layerValue('overload', reading)).toBe(0.2);
    expect(layerValue('speed-deviation', { ...reading, usual: Number.NaN })).toBeNaN();
  });
});
