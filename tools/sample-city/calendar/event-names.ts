import { type Name } from '../words.ts';

/** Who comes to play at the arena. */
export const visitingClubs: readonly Name[] = [
  { en: 'Carrick Rovers', zh: '卡里克流浪者队' },
  { en: 'Saltmarsh United', zh: '盐沼联队' },
  { en: 'Northquay', zh: '北码头队' },
  { en: 'Vale Athletic', zh: '河谷竞技队' },
  { en: 'Castlehaven', zh: '堡港队' },
  { en: 'Linden Park', zh: '菩提园队' },
  { en: 'Ardmore City', zh: '阿德莫尔城队' },
  { en: 'Westholm', zh: '西岛队' },
];

export const concerts: readonly Name[] = [
  { en: 'The Tidewater Sessions', zh: '潮水音乐会' },
  { en: 'Paper Lighthouse live', zh: '纸灯塔乐队演唱会' },
  { en: 'Merrow Symphony: film night', zh: '梅罗交响乐团电影之夜' },
  { en: 'Signal Fires tour', zh: '烽火巡回演唱会' },
  { en: 'An evening with Ines Calder', zh: '伊内丝·考尔德之夜' },
];

export const fairs: readonly Name[] = [
  { en: 'Fish and boat fair', zh: '渔船集市' },
  { en: 'Tall ships weekend', zh: '高桅帆船周末' },
  { en: 'Antiques on the quay', zh: '码头古玩市集' },
  { en: 'Trade and logistics fair', zh: '贸易物流博览会' },
];

export const festivals: readonly Name[] = [
  { en: 'Street food nights', zh: '街头美食之夜' },
  { en: 'Town hall lights', zh: '市政厅灯光节' },
  { en: 'Old town music festival', zh: '老城音乐节' },
  { en: 'Book and craft days', zh: '图书手工节' },
];
