import { type Ground, type Name, type Point } from '../../words.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';

type Label = Ground['labels'][number];

const table: readonly { readonly kind: Label['kind']; readonly name: Name; readonly place: Point }[] = [
  { kind: 'sea', name: { en: 'Merrow Sound', zh: '梅罗海峡' }, place: [0.05, -1.42] },
  { kind: 'sea', name: { en: 'Harbour Bay', zh: '海港湾' }, place: [0.03, -0.58] },
  { kind: 'sea', name: { en: 'Strand Bay', zh: '长滩湾' }, place: [-0.62, -1.26] },
  { kind: 'sea', name: { en: 'Western Approaches', zh: '西部海域' }, place: [-2.5, -0.7] },
  { kind: 'river', name: { en: 'River Merrow', zh: '梅罗河' }, place: [0.13, 0.62] },
  { kind: 'river', name: { en: 'River Merrow', zh: '梅罗河' }, place: [0.36, 1.3] },
  { kind: 'river', name: { en: 'Upper Reservoir', zh: '上游水库' }, place: [0.52, 1.68] },
  { kind: 'hill', name: { en: 'Beacon Hill', zh: '烽火山' }, place: [-0.62, 1.34] },
  { kind: 'hill', name: { en: 'Long Ridge', zh: '长岭' }, place: [0.02, 1.56] },
  { kind: 'hill', name: { en: 'Raven Fell', zh: '渡鸦岭' }, place: [0.96, 1.32] },
  { kind: 'hill', name: { en: 'Larch Hill', zh: '落叶松山' }, place: [-1.46, 0.74] },
];

/** Names of seas, waters and hills. */
export function labelsOf(frame: Frame): Label[] {
  return table.map(({ kind, name, place }) => ({ kind, name, point: placeIn(frame, place[0], place[1]) }));
}
