import { streamOf } from '../../random.ts';
import { type Name } from '../../words.ts';
import { at } from '../shapes/vectors.ts';
import { stems, streetKinds } from './stems.ts';

const prefixes: readonly (readonly [en: string, zh: string])[] = [
  ['Upper', '上'],
  ['Lower', '下'],
  ['Little', '小'],
  ['Great', '大'],
  ['North', '北'],
  ['South', '南'],
  ['East', '东'],
  ['West', '西'],
];

/** Gives every street a name of its own; once the names run out, with a prefix, and at last numbered. */
export class StreetNames {
  readonly #left: Record<keyof typeof streetKinds, Name[]>;
  readonly #given = { arterial: 0, collector: 0, street: 0 };

  constructor(seed: number) {
    this.#left = {
      arterial: shuffled(seed, 'arterial'),
      collector: shuffled(seed, 'collector'),
      street: shuffled(seed, 'street'),
    };
  }

  next(kind: keyof typeof streetKinds): Name {
    const names = this.#left[kind];
    const number = this.#given[kind]++;
    const name = at(names, number % names.length);
    const round = Math.floor(number / names.length);
    if (round === 0) return name;
    const [en, zh] = at(prefixes, (round - 1) % prefixes.length);
    const lap = Math.floor((round - 1) / prefixes.length);
    return {
      en: `${en} ${name.en}${lap === 0 ? '' : ` ${lap + 1}`}`,
      zh: `${zh}${name.zh}${lap === 0 ? '' : `${lap + 1}号`}`,
    };
  }
}

/** Every stem once with some kind before any stem comes again. */
function shuffled(seed: number, kind: keyof typeof streetKinds): Name[] {
  const random = streamOf(seed, 'street names', kind);
  const kinds = streetKinds[kind];
  return kinds.flatMap((_, round) => {
    const order = random.shuffle(Uint32Array.from({ length: stems.length }, (_, index) => index));
    return [...order].map((index): Name => {
      const [en, zh] = at(stems, index);
      const [kindEn, kindZh] = at(kinds, (index + round) % kinds.length);
      return { en: `${en} ${kindEn}`, zh: `${zh}${kindZh}` };
    });
  });
}
