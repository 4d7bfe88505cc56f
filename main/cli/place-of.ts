import { MetropoleError } from '../common/errors.ts';
import type { CommandContext } from './command.ts';

/**
 * Id of the place with a key.
 * @throws MetropoleError `place-unknown`
 */
export async function placeOf({ client }: CommandContext, key: string): Promise<number> {
  const { columns } = (await client.call('places.list', {})).places;
  const place = columns.place.values[columns.key.values.indexOf(key)];
  if (place === undefined) throw new MetropoleError('place-unknown', { place: key });
  return place;
}
