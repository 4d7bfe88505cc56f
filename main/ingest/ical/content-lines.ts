import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MetropoleError } from '../../common/errors.ts';

/** A property of a component, as RFC 5545 writes it. */
export interface Property {
  /** In capitals. */
  readonly name: string;
  /** By name in capitals, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As it stands in the file, unfolded. */
  readonly value: string;
}

/** What stands between `BEGIN:VEVENT` and its end, without components inside. */
export interface Component {
  /** Line of the file on which it begins, 1 is the first. */
  readonly line: number;
  readonly properties: readonly Property[];
}

const beginning = 'BEGIN:VCALENDAR';

/** Whether a file calls itself an iCalendar, whatever its name. */
export async function isICalendar(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/u, '')
      .trimStart()
      .toUpperCase()
      .startsWith(beginning);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** The events of an iCalendar file, and what it says of itself. @throws MetropoleError `file-unreadable` where it ends inside one */
export async function readICalendar(
  path: string,
): Promise<{ readonly events: readonly Component[]; readonly about: Component }> {
  const lines = unfolded(new TextDecoder('utf-8').decode(await readFile(path)));
  const events: Component[] = [];
  const about: Property[] = [];
  let event: { readonly line: number; readonly properties: Property[] } | undefined;
  const open: string[] = [];
  for (const { line, text } of lines) {
    const property = propertyOf(text);
    if (property === undefined) continue;
    const { name, value } = property;
    const component = value.trim().toUpperCase();
    if (name === 'BEGIN') {
      open.push(component);
      if (component === 'VEVENT') event = { line, properties: [] };
    } else if (name === 'END') {
      open.pop();
      if (component === 'VEVENT' && event !== undefined) {
        events.push(event);
        event = undefined;
      }
    } else if (open.at(-1) === 'VEVENT') event?.properties.push(property);
    else if (open.length === 1) about.push(property);
  }
  if (event !== undefined)
    throw new MetropoleError('file-unreadable', {
      ...{ file: basename(path), row: event.line, reason: 'the file ends inside the event that begins here' },
    });
  return { events, about: { line: 1, properties: about } };
}

/** A text value without its escapes. */
export function textOf(value: string): string {
  return value
    .replaceAll(/\\([\\;,nN])/gu, (_, escaped: string) => (/n/iu.test(escaped) ? ' ' : escaped))
    .trim();
}

/** Lines that begin with white space go on with the one before. */
function unfolded(text: string): { readonly line: number; readonly text: string }[] {
  const found: { line: number; text: string }[] = [];
  for (const [index, part] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .entries()) {
    const last = found.at(-1);
    if (/^[ \t]/u.test(part) && last !== undefined) last.text += part.slice(1);
    else found.push({ line: index + 1, text: part });
  }
  return found;
}

/** Colons and semicolons inside quotes separate nothing. */
const contentLine = /^([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/su;

function propertyOf(text: string): Property | undefined {
  const [, name, parameters = '', value = ''] = contentLine.exec(text) ?? [];
  if (name === undefined) return undefined;
  const pairs = [...parameters.matchAll(/;([\w-]+)=("[^"]*"|[^;]*)/gu)];
  return {
    name: name.toUpperCase(),
    parameters: new Map(
      pairs.map(([, key = '', said = '']) => [key.toUpperCase(), said.replaceAll('"', '')]),
    ),
    value,
  };
}
