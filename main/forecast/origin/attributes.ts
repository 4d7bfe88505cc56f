import type { AttributeRecord } from '../../common/contract/compute-contract.ts';
import { attributeNames, attributeValue } from '../../common/place-attributes.ts';
import type { ForecastStore } from '../ports.ts';

/**
 * What the places files say of places and models may be told of: one value a place in the order of `placeIds`, NaN where nothing is
 * said. Only what is known of any place at all is there.
 */
export async function attributesFromStore(
  store: Pick<ForecastStore, 'places'>,
  placeIds: Int32Array,
): Promise<readonly AttributeRecord[]> {
  const said = await store.places.attributes();
  const position = new Map(Array.from(placeIds, (place, index) => [place, index]));
  return attributeNames.flatMap((name) => {
    const values = new Float32Array(placeIds.length).fill(NaN);
    for (const one of said) {
      const index = one.name === name ? position.get(one.placeId) : undefined;
      if (index !== undefined) values[index] = attributeValue(name, one.text);
    }
    return values.every(Number.isNaN) ? [] : [{ name, values }];
  });
}
