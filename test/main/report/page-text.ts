/** What a reader sees: without styles, pictures' attributes and tags. */
export function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/su, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ');
}
