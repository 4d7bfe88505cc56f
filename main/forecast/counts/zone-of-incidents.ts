/** The zone of files of incidents, as the last that says one; undefined where none does. */
export function zoneOfIncidents(
  sources: readonly {
    readonly format: string;
    readonly mapping: { readonly zone?: string | undefined };
  }[],
): string | undefined {
  return sources.findLast(({ format, mapping }) => format === 'incidents' && mapping.zone !== undefined)
    ?.mapping.zone;
}
