import { z } from 'zod';

/** Which base map the open workspace has, as the application serves it to its pages. */
export const baseMapChoiceSchema = z.object({
  /** Path of the PMTiles archive that somebody chose; null: what is bundled. */
  file: z.string().nullable(),
  /** Address of that archive for the page, another one after each choice; null where there is no such file, or none was chosen. */
  address: z.string().nullable(),
  /** Address of the sample city's own archive; null in a build without it. */
  sampleCity: z.string().nullable(),
});
export type BaseMapChoice = z.infer<typeof baseMapChoiceSchema>;

/** Where pages find the choice, the folder of addresses that the chosen archive is served at, and the sample city's. */
export const baseMapAddresses = {
  choice: '/base-map/choice.json',
  folder: '/base-map/',
  sampleCity: '/assets/sample-city/base-map.pmtiles',
} as const;
