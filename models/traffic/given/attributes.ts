import {
  attributeKinds,
  attributeNames,
  type AttributeName,
  type CategoryAttribute,
  type NumberAttribute,
} from '../../../main/common/place-attributes.ts';
import type { Window } from '../../series/window.ts';
import { hiddenShare, ownOf, type GivenFamily, type GivenWriter } from './family.ts';

/** What a places file says of a place once and for all, such as its class of road. */
export const attributeFamily: GivenFamily = {
  prefix: 'attribute ',
  names: attributeNames,
  isUsual: false,
  isIn: ({ attributes = [] }, name) => attributes.some((one) => one.name === name),
  columns: (given) => ownOf(attributeNames, given).reduce((sum, name) => sum + valuesOf(name) + 1, 0),
  withSomeHidden(window, given, random) {
    const hidden = ownOf(attributeNames, given).filter(() => random.next() < hiddenShare);
    if (hidden.length === 0) return window;
    const isHidden = (name: string): boolean => hidden.some((one) => one === name);
    return { ...window, attributes: window.attributes?.filter(({ name }) => !isHidden(name)) };
  },
  declared: (declaration, given) => ({
    ...declaration,
    inputs: { ...declaration.inputs, attributes: ownOf(attributeNames, given) },
  }),
  writer: ({ filled }, given) => new AttributeWriter(filled.window, ownOf(attributeNames, given)),
};

function kindOf(name: AttributeName): NumberAttribute | CategoryAttribute {
  return attributeKinds[name];
}

function valuesOf(name: AttributeName): number {
  const kind = kindOf(name);
  return kind.kind === 'category' ? kind.classes.length : 1;
}

/** Writes a number in its scale, a class as 1 among zeros, and for each attribute whether it is unknown. */
class AttributeWriter implements GivenWriter {
  readonly #names: readonly AttributeName[];
  readonly #found: ReadonlyMap<string, Float32Array>;

  constructor({ attributes = [] }: Window, names: readonly AttributeName[]) {
    this.#names = names;
    this.#found = new Map(attributes.map(({ name, values }) => [name, values]));
  }

  write(place: number, out: Float32Array, offset: number): number {
    let at = offset;
    for (const name of this.#names) {
      const kind = kindOf(name);
      const value = this.#found.get(name)?.[place] ?? NaN;
      if (kind.kind === 'category')
        kind.classes.forEach((_, position) => (out[at++] = value === position ? 1 : 0));
      else out[at++] = Number.isNaN(value) ? 0 : value / kind.scale;
      out[at++] = Number.isNaN(value) ? 1 : 0;
    }
    return at;
  }
}
