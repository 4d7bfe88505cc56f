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
  /** Drawn over land and graticule; null: nothing. */
  readonly over?: Markup | null;
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
          picture.over ?? null,
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

function graticuleLines({ extent, size, ...projection }: Projection): Markup[] {
  const longitudes = graticule(extent.west, extent.east, 4);
  const latitudes = graticule(extent.south, extent.north, 3);
  const line = (path: string): Markup => markup`<path d="${path}" stroke="${colours.graticule}"/>`;
  const label = (x: string, y: string, text: string): Markup =>
    markup`<text x="${x}" y="${y}" dx="5" dy="-5" font-size="14" fill="${colours.text}">${text}</text>`;
  return [
    ...longitudes.at.flatMap((longitude) => {
      const x = projection.x(longitude).toFixed(1);
      return [
        line(`M${x} 0V${size.height}`),
        label(x, '24', degrees(longitude, longitudes.decimals, 'E', 'W')),
      ];
    }),
    ...latitudes.at.flatMap((latitude) => {
      const y = projection.y(latitude).toFixed(1);
      return [line(`M0 ${y}H${size.width}`), label('0', y, degrees(latitude, latitudes.decimals, 'N', 'S'))];
    }),
  ];
}

function degrees(value: number, decimals: number, positive: string, negative: string): string {
  return `${formatNumber(Math.abs(value), decimals)}\u00b0\u202f${value < 0 ? negative : positive}`;
}

function point(place: DrawnPlace, projection: Projection): Markup {
  const fill = place.colour ?? 'none';
  const x = projection.x(place.longitude).toFixed(1);
  const y = projection.y(place.latitude).toFixed(1);
  return markup`<circle cx="${x}" cy="${y}" r="6" fill="${fill}" stroke="${colours.outline}" stroke-width="0.75"/>`;
}

/** The numbers of the report's list, each with a halo so that it reads on any ground. */
function numbersBeside({ projection, places, numbers }: MapPicture): Markup[] {
  return places.flatMap((place) => {
    const number = numbers.get(place.place);
    if (number === undefined) return [];
    const x = projection.x(place.longitude);
    const y = projection.y(place.latitude);
    return markup`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="10.5" fill="none" stroke="#14161a" stroke-width="1.5"/><text x="${(x + 14).toFixed(1)}" y="${(y + 7).toFixed(1)}" font-size="21" font-weight="700" fill="#14161a" stroke="#fbfbfa" stroke-width="4.5" paint-order="stroke">${number}</text>`;
  });
}

function scale({ metersPerPixel, size }: Projection): Markup {
  const bar = scaleBar(metersPerPixel, size.width / 4);
  const width = bar.pixels + 24;
  const top = size.height - 48;
  return markup`<g transform="translate(10 ${top})"><rect width="${width.toFixed(1)}" height="38" fill="#fbfbfa" fill-opacity="0.85"/><path d="M12 22v8h${bar.pixels.toFixed(1)}v-8" fill="none" stroke="#14161a" stroke-width="1.5"/><text x="12" y="17" font-size="16" fill="#14161a">${bar.text}</text></g>`;
}

function north(width: number): Markup {
  return markup`<g transform="translate(${width - 40} 12)"><rect width="28" height="44" fill="#fbfbfa" fill-opacity="0.85"/><path d="M14 4l6 16-6-4-6 4z" fill="#14161a"/><text x="14" y="37" font-size="16" font-weight="600" text-anchor="middle" fill="#14161a">N</text></g>`;
}
