/** A kind of incident or event, and the words by which other systems call it. */
export interface HappeningKind {
  readonly id: string;
  readonly words: RegExp;
}

/** What an incident may be. The first whose words fit is taken; what fits none is `other`. */
export const incidentKinds = [
  { id: 'collision', words: /collision|crash|accident|\brtc\b|碰撞|事故/i },
  { id: 'breakdown', words: /break-?down|stalled|disabled|故障/i },
  { id: 'roadworks', words: /road ?-?works?|construction|maintenance|施工|养护/i },
  { id: 'closure', words: /clos(ure|ed)|blocked|封闭|封路/i },
  { id: 'outage', words: /outage|power (cut|failure)|blackout|停电|断电/i },
  { id: 'fire', words: /fire|smoke|火/i },
  { id: 'medical', words: /medical|ambulance|\bems\b|health|医|急救/i },
  { id: 'theft', words: /theft|burglary|robbery|larceny|盗|抢/i },
  { id: 'assault', words: /assault|fight|斗殴|袭击/i },
  { id: 'drugs', words: /drug|narcotic|毒品/i },
  { id: 'prostitution', words: /prostitution|卖淫/i },
  { id: 'gambling', words: /gambling|赌/i },
  { id: 'stop', words: /\bstops?\b|stop and (frisk|search)|盘查/i },
  { id: 'disorder', words: /disorder|disturbance|治安/i },
  { id: 'other', words: /^(other|其他)$/i },
] as const satisfies readonly HappeningKind[];

/** What a planned event may be. */
export const eventKinds = [
  { id: 'match', words: /match|game|sport|race|赛/i },
  { id: 'concert', words: /concert|show|performance|演出|音乐/i },
  { id: 'festival', words: /festival|parade|celebration|节|庆/i },
  { id: 'fair', words: /fair|market|exhibition|expo|展|集市/i },
  { id: 'demonstration', words: /demonstration|protest|rally|strike|游行|罢工/i },
  { id: 'other', words: /^(other|其他)$/i },
] as const satisfies readonly HappeningKind[];

export type IncidentKindId = (typeof incidentKinds)[number]['id'];
export type EventKindId = (typeof eventKinds)[number]['id'];

/** Who told of an incident. */
export const reporters = ['public', 'officers', 'sensor'] as const;
export type Reporter = (typeof reporters)[number];
