import { readFileSync } from 'node:fs';
import { createExpression, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { Map as MapLibreMap, SymbolLayerSpecification } from 'maplibre-gl';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { languages, themes, type Language, type Theme } from '../../../../main/common/view.ts';
import type { mapStyle } from '../../../../renderer/map/map-style.ts';
import { restyle } from '../../../../renderer/map/style/restyle.ts';
import { coloursBy, type ThemeColours } from '../../../../renderer/map/theme-colours.ts';
import { contrast } from '../../design/contrast-ratio.ts';

const css = readFileSync(new URL('../../../../renderer/design/tokens.css', import.meta.url), 'utf8');
const extent = { west: -13, south: 43, east: -11, north: 45 };
const archive = { tiles: 'pmtiles://console://app/x.pmtiles', extent, attribution: '' };

function coloursOf(theme: Theme): ThemeColours {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return coloursBy((token) => new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? '');
}

let styleOf: typeof mapStyle;

beforeAll(async () => {
  vi.stubGlobal('document', { baseURI: 'console://app/index.html' });
  styleOf = (await import('../../../../renderer/map/map-style.ts')).mapStyle;
});

describe.each(themes.flatMap((theme) => languages.map((language) => [theme, language] as const)))(
  'the %s base map in %s',
  (theme, language) => {
    test('keeps to the style specification, with a city and without', () => {
      for (const shown of [archive, null]) {
        const style = styleOf({ colours: coloursOf(theme), language, archive: shown }, extent);
        expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
      }
    });

    test('asks for nothing from a network', () => {
      const text = JSON.stringify(styleOf({ colours: coloursOf(theme), language, archive }, extent));
      expect(text).not.toMatch(/https?:/);
    });
  },
);

/** What a symbol layer writes for a feature. */
function written(language: Language, properties: Record<string, string>): unknown {
  const style = styleOf({ colours: coloursOf('dark'), language, archive }, extent);
  const layer = style.layers.find(({ id }) => id === 'district-name') as SymbolLayerSpecification;
  const expression = createExpression(layer.layout?.['text-field']);
  if (expression.result === 'error') throw new Error('no expression');
  return String(expression.value.evaluate({ zoom: 12 }, { type: 'Point', properties }));
}

describe('names', () => {
  const both = { name: 'Alfama', 'name:en': 'Old Port', 'name:zh-Hans': '老港' };

  test('stand in the language of the console, else as the place writes them', () => {
    expect(written('en', both)).toBe('Old Port');
    expect(written('zh-CN', both)).toBe('老港');
    expect(written('zh-CN', { name: 'Alfama', 'name:en': 'Old Port' })).toBe('Alfama');
    expect(written('en', { name: 'Alfama' })).toBe('Alfama');
  });

  test('lie over the place of data, everything else under it', () => {
    const { layers } = styleOf({ colours: coloursOf('dark'), language: 'en', archive }, extent);
    const anchor = layers.findIndex(({ id }) => id === 'labels-begin');
    expect(layers.slice(anchor + 1).every(({ type }) => type === 'symbol')).toBe(true);
    expect(layers.slice(0, anchor).some(({ type }) => type === 'symbol')).toBe(false);
    expect(anchor).toBeGreaterThan(10);
  });
});

test('a map takes over another theme and language without loading anything again', () => {
  const before = styleOf({ colours: coloursOf('dark'), language: 'en', archive }, extent);
  const next = styleOf({ colours: coloursOf('light'), language: 'zh-CN', archive }, extent);
  const looks = new Map(
    before.layers.map(({ id, paint, layout }) => [id, { paint: { ...paint }, layout: { ...layout } }]),
  );
  const change = (part: 'paint' | 'layout') => (id: string, name: string, value: unknown) =>
    Object.assign(looks.get(id)?.[part] ?? {}, { [name]: value });
  const map = {
    getLayer: (id: string) => looks.get(id),
    setPaintProperty: change('paint'),
    setLayoutProperty: change('layout'),
  };
  restyle(map as unknown as MapLibreMap, before, next);
  for (const { id, paint, layout } of next.layers) {
    expect(looks.get(id), id).toEqual({ paint: { ...paint }, layout: { ...layout } });
  }
});

describe('without a city', () => {
  test('there is the world alone', () => {
    const { sources, layers } = styleOf(
      { colours: coloursOf('light'), language: 'en', archive: null },
      extent,
    );
    expect(Object.keys(sources)).toEqual(['land', 'graticule']);
    expect(layers.map(({ id }) => id)).toEqual(['water', 'land', 'graticule', 'coast', 'labels-begin']);
  });
});

describe.each(themes)('the colours of the %s base map', (theme) => {
  const colours = coloursOf(theme);
  const grounds = ['land', 'built', 'park', 'wood', 'industry', 'campus', 'building'] as const;

  test.each(
    grounds.flatMap((ground) => (['label', 'placeLabel'] as const).map((text) => [text, ground] as const)),
  )('let %s be read on %s', (text, ground) => {
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test('let names of waters be read on water', () => {
    expect(contrast(colours.waterLabel, colours.water)).toBeGreaterThanOrEqual(4.5);
  });

  test('keep the ground quiet: no two of its colours are further apart than data has to be from them', () => {
    const quiet = [...grounds, 'street', 'collector', 'arterial', 'motorway'] as const;
    for (const name of quiet) expect(contrast(colours[name], colours.land), name).toBeLessThan(2.2);
  });
});
