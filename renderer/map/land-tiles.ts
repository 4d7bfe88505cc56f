/** Where the page finds the bundled archive of land tiles. */
export function landAddress(): string {
  return new URL('assets/basemap/land.pmtiles', document.baseURI).href;
}
