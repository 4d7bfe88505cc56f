/** Markup that is safe to put into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | null | readonly Piece[];

/** A piece of a page. Everything put in is escaped, but markup made here; null puts in nothing. */
export function markup(fixed: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const parts = fixed.map(
    (text, index) => text + (index < pieces.length ? written(pieces[index] ?? null) : ''),
  );
  return new Markup(parts.join(''));
}

function written(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return piece.map(written).join('');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => escapes[sign] ?? sign);
}

/** Dates with their times stay on one line. */
export function unbroken(text: string): Markup {
  const moment = /(\S+ \d{4}-\d{2}-\d{2} \d{2}:\d{2})/u;
  const pieces = text
    .split(moment)
    .map((piece) => (moment.test(piece) ? markup`<span class="moment">${piece}</span>` : piece));
  return markup`${pieces}`;
}
