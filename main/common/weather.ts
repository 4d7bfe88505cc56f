/** What a weather value measures. Adding one is an entry here, a column key in the mapping and its words. */
export interface WeatherMetric {
  /** Unit of stored values. */
  readonly unit: string;
  /** Values outside are refused as absurd. */
  readonly plausible: readonly [lowest: number, highest: number];
  /** A file gives the sum over the interval; it is kept as a rate per hour. */
  readonly isSum: boolean;
}

export const weatherMetrics = {
  rain: { unit: 'mm/h', plausible: [0, 400], isSum: true },
  temperature: { unit: '°C', plausible: [-60, 60], isSum: false },
  wind: { unit: 'm/s', plausible: [0, 100], isSum: false },
  visibility: { unit: 'm', plausible: [0, 200_000], isSum: false },
  irradiance: { unit: 'W/m²', plausible: [-20, 1500], isSum: false },
} as const satisfies Readonly<Record<string, WeatherMetric>>;

export type WeatherMetricId = keyof typeof weatherMetrics;
export const weatherMetricIds = Object.keys(weatherMetrics) as [WeatherMetricId, ...WeatherMetricId[]];
