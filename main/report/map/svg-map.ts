import type { MultiPolygon, Polygon } from 'geojson';
import { chartThemes } from '../../common/charts/chart-theme.ts';
import { formatNumber } from '../../common/format/numbers.ts';
import { markup, type Markup } from '../markup.ts';
import { clipRing } from './clip.ts';
import type { DrawnPlace } from './places-layer.ts';
import type { Projection } from './projection.ts';
import { graticule, scaleBar } from './scale.ts';

const colours = {
  water: '#e4e9ec',
  land: '#fbfbfa',
  coast: '#98a1a8',
  graticule: '#d5dadd',
  outline: '#4f575f',
  text: chartThemes.light.secondaryText,
};

export interface MapPicture {
  readonly projection: Projection;
  readonly land: readonly (Polygon | MultiPolygon)[];
  readonly places: readonly DrawnPlace[];
  /** Numbers to write beside places: place id to number in the report's list. */
  readonly numbers: ReadonlyMap<number, number>;
  /** A PNG of the same extent, drawn by the screen: it takes the place of land and points. */
  readonly captured: Uint8Array | null;
}

/** The map as SVG: land or the captured picture, graticule, places, their numbers, scale bar and north. */
export function svgMap(picture: MapPicture, description: string): Markup {
  const { projection, places, captured } = picture;
  const { width, height } = projection.size;
  const ground =
    captured === null
      ? [
          ...drawnGround(picture),
          ...graticuleLines(projection),
          ...places.map((place) => point(place, projection)),
        ]
      : [capturedGround(captured, projection)];
  return markup`<svg class="map" role="img" aria-label="${description}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">
${ground}${numbersBeside(picture)}${scale(projection)}${north(width)}
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${colours.coast}"/></svg>`;
}

function capturedGround(png: Uint8Array, { size }: Projection): Markup {
  const address = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return markup`<image href="${address}" width="${size.width}" height="${size.height}" preserveAspectRatio="none"/>`;
}

function drawnGround({ projection, land }: MapPicture): Markup[] {
  const path = land
    .flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates))
    .flat()
    .map((ring) => clipRing(ring, projection.extent))
    .filter(({ length }) => length > 2)
    .map((ring) => {
      const points = ring.map(
        ([x = 0, y = 0]) => `${projection.x(x).toFixed(1)} ${projection.y(y).toFixed(1)}`,
      );
      return `M${points.join('L')}Z`;
    })
    .join('');
  const { width, height } = projection.size;
  return [
    markup`<rect width="${width}" height="${height}" fill="${colours.water}"/>`,
    markup`<path d="${path}" fill="${colours.land}" fill-rule="evenodd" stroke="${colours.coast}" stroke-width="0.75"/>`,
  ];
}

function graticuleLines(projection: Projection): Markup[] {
  const { extent, size } = projection;
  const meridians = graticule(extent.west, extent.east, 5).map((longitude) => {
    const x = projection.x(longitude).toFixed(1);
    return markup`<path d="M${x} 0V${size.height}" stroke="${colours.graticule}"/><text x="${x}" dx="4" y="12" font-size="11" fill="${colours.text}">${degrees(longitude, 'E', 'W')}</text>`;
  });
  const parallels = graticule(extent.south, extent.north, 5).map((latitude) => {
    const y = projection.y(latitude).toFixed(1);
    return markup`<path d="M0 ${y}H${size.width}" stroke="${colours.graticule}"/><text x="5" y="${y}" dy="-4" font-size="11" fill="${colours.text}">${degrees(latitude, 'N', 'S')}</text>`;
  });
  return [...meridians, ...parallels];
}

function degrees(value: number, positive: string, negative: string): string {
  const decimals = Math.min(4, String(Math.abs(value)).split('.')[1]?.length ?? 0);
  return `${formatNumber(Math.abs(value), decimals)}\u00b0\u202f${value < 0 ? negative : positive}`;
}

function point(place: DrawnPlace, projection: Projection): Markup {
  const fill = place.colour ?? 'none';
  const x = projection.x(place.longitude).toFixed(1);
  const y = projection.y(place.latitude).toFixed(1);
  return markup`<circle cx="${x}" cy="${y}" r="4.5" fill="${fill}" stroke="${colours.outline}" stroke-width="0.75"/>`;
}

/** The numbers of the report's list, each with a halo so that it reads on any ground. */
function numbersBeside({ projection, places, numbers }: MapPicture): Markup[] {
  return places.flatMap((place) => {
    const number = numbers.get(place.place);
    if (number === undefined) return [];
    const x = projection.x(place.longitude);
    const y = projection.y(place.latitude);
    return markup`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="8" fill="none" stroke="#14161a" stroke-width="1.5"/><text x="${(x + 11).toFixed(1)}" y="${(y + 5).toFixed(1)}" font-size="15" font-weight="700" fill="#14161a" stroke="#fbfbfa" stroke-width="3.5" paint-order="stroke">${number}</text>`;
  });
}

function scale({ metersPerPixel, size }: Projection): Markup {
  const bar = scaleBar(metersPerPixel, size.width / 4);
  const width = bar.pixels + 24;
  const top = size.height - 42;
  return markup`<g transform="translate(10 ${top})"><rect width="${width.toFixed(1)}" height="32" fill="#fbfbfa" fill-opacity="0.85"/><path d="M12 18v7h${bar.pixels.toFixed(1)}v-7" fill="none" stroke="#14161a" stroke-width="1.5"/><text x="12" y="13" font-size="13" fill="#14161a">${bar.text}</text></g>`;
}

function north(width: number): Markup {
  return markup`<g transform="translate(${width - 40} 12)"><rect width="28" height="40" fill="#fbfbfa" fill-opacity="0.85"/><path d="M14 4l6 16-6-4-6 4z" fill="#14161a"/><text x="14" y="35" font-size="13" font-weight="600" text-anchor="middle" fill="#14161a">N</text></g>`;
}
