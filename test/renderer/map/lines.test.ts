import { describe, expect, test } from 'vitest';
import { lineOffset, lineWidth } from '../../../renderer/map/line-look.ts';
import { LineSet } from '../../../renderer/map/line-set.ts';
import { paintLines } from '../../../renderer/map/paint-lines.ts';
import { valueStates } from '../../../main/common/contract/messages/map.ts';
import { linesNear, mercatorLines } from '../../../renderer/map/lines-near.ts';
import { simplifiedLines, wholeZoomSize } from '../../../renderer/map/simplified-lines.ts';

/** One street on the equator, two vertices each way: row 4 goes east, row 7 comes back. */
const street = {
  rows: Int32Array.of(4, 4, 4, 7, 7),
  longitudes: Float64Array.of(0, 0.01, 0.02, 0.02, 0),
  latitudes: new Float64Array(5),
};
const worldSize = 512 * 2 ** 13;
const degreesPerPixel = 360 / worldSize;
const aside = lineOffset(lineWidth(worldSize, 0)) * degreesPerPixel;

describe('lines', () => {
  test('are pointed at where they are drawn: to the right of their direction', () => {
    const lines = mercatorLines(street);
    expect(linesNear(lines, 0.015, -aside, worldSize)).toEqual([4]);
    expect(linesNear(lines, 0.005, aside, worldSize)).toEqual([7]);
    expect(linesNear(lines, 0.005, aside + 9 * degreesPerPixel, worldSize)).toEqual([]);
    expect(linesNear(lines, 0.03, -aside, worldSize)).toEqual([]);
  });

  test('that go north lie to the east of their vertices', () => {
    const lines = mercatorLines({
      rows: Int32Array.of(2, 2),
      longitudes: new Float64Array(2),
      latitudes: Float64Array.of(0, 0.01),
    });
    expect(linesNear(lines, aside, 0.005, worldSize)).toEqual([2]);
    expect(linesNear(lines, -aside - 3 * degreesPerPixel, 0.005, worldSize)).toEqual([]);
  });

  test('are as wide as a street, but never too thin to see or so wide that they cover it', () => {
    const at = (zoom: number): number => lineWidth(512 * 2 ** zoom, 44);
    expect(at(10)).toBe(2.5);
    expect(at(15)).toBeGreaterThan(4);
    expect(at(22)).toBe(9);
  });

  test('give each of their vertices their colour', () => {
    const set = new LineSet(street, () => true);
    expect([...set.rows]).toEqual([4, 7]);
    set.colours.fill.set([1, 2, 3, 4, 5, 6, 7, 8]);
    const { startIndices, attributes, length } = set.data('fill');
    expect(length).toBe(2);
    expect([...startIndices]).toEqual([0, 3, 5]);
    expect([...(attributes['getColor']?.value ?? [])]).toEqual([
      1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 5, 6, 7, 8,
    ]);
  });

  test('keep the vertices that can be seen at a zoom, and always their ends', () => {
    const pixel = 360 / 2 ** 20;
    const bent = {
      rows: Int32Array.of(1, 1, 1, 1, 3, 3, 3),
      longitudes: Float64Array.of(0, 100, 200, 300, 0, 100, 200).map((pixels) => pixels * pixel),
      latitudes: Float64Array.of(0, 0.2, 0, 0, 0, 20, 0).map((pixels) => pixels * pixel),
    };
    const { rows, longitudes } = simplifiedLines(bent, 2 ** 20);
    expect([...rows]).toEqual([1, 1, 3, 3, 3]);
    expect([...longitudes].map((degrees) => degrees / pixel)).toEqual([0, 300, 0, 100, 200]);
    expect([...simplifiedLines(bent, 2 ** 22).rows]).toEqual([1, 1, 1, 3, 3, 3]);
    expect([...simplifiedLines(bent, 512).rows]).toEqual([1, 1, 3, 3]);
  });

  test('are simplified anew at whole zooms only, never coarser than what is seen', () => {
    expect([512, 513, 1024, 1025].map(wholeZoomSize)).toEqual([512, 1024, 1024, 2048]);
  });

  test('show by what is around them how their value came to be', () => {
    const states = ['measured', 'forecast', 'usual', 'missing'] as const;
    const into = { fill: new Uint8Array(16), line: new Uint8Array(16) };
    const paint = {
      values: Float32Array.of(10, 10, 10, Number.NaN),
      states: Uint8Array.from(states, (state) => valueStates.indexOf(state)),
      breaks: [50],
      classes: [
        [1, 1, 1],
        [2, 2, 2],
      ],
      keyline: [3, 3, 3],
      forecast: [4, 4, 4],
      missing: [5, 5, 5],
    } as const;
    paintLines(Int32Array.of(0, 1, 2, 3), paint, into);
    const colours = (bytes: Uint8Array): number[][] =>
      [0, 4, 8, 12].map((at) => [...bytes.subarray(at, at + 4)]);
    const [measured, ahead, usual, missing] = colours(into.line).map(([red, , , opacity]) => [red, opacity]);
    expect([measured, ahead]).toEqual([
      [3, 255],
      [4, 255],
    ]);
    expect([usual?.[1], missing?.[1]]).toEqual([0, 0]);
    const fills = colours(into.fill);
    expect(fills[0]).toEqual([1, 1, 1, 255]);
    expect(fills[2]?.[3]).toBeLessThan(255);
    expect(fills[3]).toEqual([5, 5, 5, 70]);
  });
});
