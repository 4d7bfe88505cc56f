import { z } from 'zod';
import { layerIds, layerOf, type LayerId } from './layers.ts';
import { topics, unitSystems } from './metrics.ts';

export type { LayerId };

/** Epoch milliseconds, UTC. */
export const instantSchema = z.number().int();

/** What "now" is: the wall clock, the last interval of the data, or an instant somebody chose. */
export const nowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({ kind: z.literal('end-of-data') }),
  z.object({ kind: z.literal('as-of'), at: instantSchema }),
]);
export type Now = z.infer<typeof nowSchema>;

export const themes = ['dark', 'light', 'low-light'] as const;
export const languages = ['en', 'zh-CN'] as const;
export type Theme = (typeof themes)[number];
export type Language = (typeof languages)[number];

/** Class breaks of a layer's legend in display-independent numbers: percent of usual, or the series' own unit. */
export const layerViewSchema = z.object({
  id: z.enum(layerIds),
  visible: z.boolean(),
  breaks: z.array(z.number()).min(1).max(12),
  ramp: z.string(),
});
export type LayerView = z.infer<typeof layerViewSchema>;

export const extentSchema = z.object({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});
export type Extent = z.infer<typeof extentSchema>;

/**
 * Everything that decides what a map, chart or report shows. Contract state: every window mirrors it, a report stores it,
 * screen and report draw from it alone.
 */
export const viewSchema = z.object({
  now: nowSchema,
  /** The instant that map, charts and tables show; null follows now. */
  targetAt: instantSchema.nullable(),
  /** What timeline, table and models are about; null, or one that is not loaded: the first that is. */
  topic: z.enum(topics).nullable(),
  /** Place id, or null for the city level. */
  selection: z.number().int().nullable(),
  extent: extentSchema.nullable(),
  layers: z.array(layerViewSchema).max(20),
  theme: z.enum(themes),
  language: z.enum(languages),
  /** IANA name or fixed offset (`+01:00`), for display only. */
  zone: z.string().min(1).max(60),
  units: z.enum(unitSystems),
});
export type View = z.infer<typeof viewSchema>;

export const viewPatchSchema = viewSchema.partial();
export type ViewPatch = z.infer<typeof viewPatchSchema>;

export const defaultLayers: readonly LayerView[] = layerIds.map((id) => {
  const { ramp, initial } = layerOf(id);
  return { id, visible: initial.visible, breaks: [...initial.breaks], ramp };
});

export const defaultView: View = {
  now: { kind: 'end-of-data' },
  targetAt: null,
  topic: null,
  selection: null,
  extent: null,
  layers: [...defaultLayers],
  theme: 'dark',
  language: 'en',
  zone: 'UTC',
  units: 'as-data',
};

/**
 * A view as it was kept, maybe by an earlier version: what that did not know is as on a first start, and layers that have come since
 * follow after its own.
 */
export const keptViewSchema = z
  .looseObject({ layers: z.array(z.looseObject({ id: z.string() })) })
  .transform(({ layers, ...rest }) => {
    const added = defaultLayers.filter(({ id }) => !layers.some((layer) => layer.id === id));
    return { ...defaultView, ...rest, layers: [...layers, ...added] };
  })
  .pipe(viewSchema);
