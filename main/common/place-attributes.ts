/** A number that is said of a place: speeds, counts. */
export interface NumberAttribute {
  readonly kind: 'number';
  /** Properties of a places file that say it, the first one that is there. */
  readonly properties: readonly string[];
  /** Empty where it is a count. */
  readonly unit: string;
  /** A value that makes a difference, in the unit: what models count in. */
  readonly scale: number;
}

/** One of a few classes that a place is said to be of. */
export interface CategoryAttribute {
  readonly kind: 'category';
  readonly properties: readonly string[];
  /** The words for each class, in lower case. Stored networks know classes by their position: another list is another attribute. */
  readonly classes: readonly (readonly string[])[];
}

/** What a places file may say of a place that does not change with time, as far as models are told of it. */
export const attributeKinds = {
  'road-class': {
    kind: 'category',
    properties: ['road_class', 'roadClass', 'functional_class', 'highway'],
    classes: [
      [
        'motorway',
        'motorway_link',
        'freeway',
        'highway',
        'expressway',
        'trunk',
        'trunk_link',
        '高速公路',
        '快速路',
      ],
      ['arterial', 'primary', 'primary_link', 'secondary', 'secondary_link', '主干路', '主干道'],
      ['collector', 'tertiary', 'tertiary_link', '次干路', '次干道'],
      ['local', 'street', 'residential', 'unclassified', 'living_street', 'service', '支路'],
    ],
  },
  lanes: { kind: 'number', properties: ['lanes', 'lane_count', 'num_lanes'], unit: '', scale: 2 },
  'free-speed': {
    kind: 'number',
    properties: ['free_speed_kmh', 'speed_limit_kmh', 'free_speed', 'speed_limit', 'maxspeed'],
    unit: 'km/h',
    scale: 50,
  },
} as const satisfies Readonly<Record<string, NumberAttribute | CategoryAttribute>>;

export type AttributeName = keyof typeof attributeKinds;
export const attributeNames = Object.keys(attributeKinds) as readonly AttributeName[];

const kilometresPerMile = 1.609344;

/**
 * What a property says, in the unit of the attribute, or the position of its class; NaN where it says nothing that is known. Speeds are
 * in km/h unless they say `mph`.
 */
export function attributeValue(name: AttributeName, text: string): number {
  const kind: NumberAttribute | CategoryAttribute = attributeKinds[name];
  const word = text.trim().toLowerCase();
  if (kind.kind === 'category') {
    const position = kind.classes.findIndex((words) => words.includes(word));
    return position < 0 ? NaN : position;
  }
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([a-z/]*)$/.exec(word) ?? [];
  if (digits === undefined) return NaN;
  if (unit === '' || unit === kind.unit) return Number(digits);
  return kind.unit === 'km/h' && unit === 'mph' ? Number(digits) * kilometresPerMile : NaN;
}
