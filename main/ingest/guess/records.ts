import type { ColumnKey, FormatId, Mapping } from '../../common/contract/messages/sources.ts';
import { weatherMetricIds } from '../../common/weather.ts';

/** What a file of weather, incidents or events seems to be, and its columns. */
export interface RecordsGuess {
  readonly format: Extract<FormatId, 'weather' | 'incidents' | 'events'>;
  readonly columns: Partial<Mapping>;
}

/** How the columns of such files are called; the first column that fits is taken. */
const words = {
  rainColumn: /rain|precip|降雨|降水/i,
  temperatureColumn: /temp|气温|温度/i,
  windColumn: /wind(?!.*dir)|风速/i,
  visibilityColumn: /visib|能见度/i,
  irradianceColumn: /irradiance|radiation|\bghi\b|辐照/i,
  issuedColumn:
    /^(issued?([ _-]?(at|time))?|(run|init|reference|forecast|base)[ _-]?time|发布时间|起报时间)$/i,
  timeColumn: /^(starts?|started|happened|occurred|begins?)([ _-]?(at|on|time|date))?$|^(开始|发生)/i,
  endColumn: /^(ends?|ended|finish(ed)?|cleared|closed)([ _-]?(at|on|time|date))?$|^(结束|恢复)/i,
  receivedColumn:
    /^(received|reported|report|created|announced|published|call)([ _-]?(at|on|time|date))?$|^known[ _-]?since$|^(接报|得知|公布)/i,
  kindColumn:
    /^((incident|event|crime|accident)[ _-]?)?(kind|type|category|class)$|^(offen[cs]e|crime)([ _-]?(kind|type|category|class|name|description))?$|^(类别|类型|事件类型|案件类别)$/i,
  keyColumn: /^((incident|event|case|record|report)[ _-]?)?(key|id|no|nr|number)$|^编号$/i,
  nameColumn: /^((event)[ _-]?)?(name|title)$|^名称$/i,
  severityColumn: /^(severity|priority|严重程度|等级)$/i,
  reporterColumn: /^(source|reporter|reported[ _-]?by|来源)$/i,
  visitorsColumn: /visitors|attendance|crowd|attendees|人数/i,
  latitudeColumn: /^(lat|latitude|纬度)$/i,
  longitudeColumn: /^(lon|lng|long|longitude|经度)$/i,
  placeColumn: /^(sensor|detector|segment|place|station|site|location|地点)([ _-]?(id|key))?$/i,
} as const satisfies Partial<Record<ColumnKey, RegExp>>;

type Role = keyof typeof words;

/** How files of incidents are called, or the column of what each was. */
const isOfIncidents = /incident|offen[cs]e|crime|accident|collision|事件|案件|事故/i;

const ofHappenings = [
  'endColumn',
  'receivedColumn',
  'kindColumn',
  'keyColumn',
  'severityColumn',
  'latitudeColumn',
  'longitudeColumn',
] as const satisfies readonly Role[];

/**
 * Judges a file by the names of its columns.
 * @param time the column of times that was found in it
 * @returns undefined where it is none of these
 */
export function guessRecords(
  names: readonly string[],
  time: string,
  fileName: string,
): RecordsGuess | undefined {
  const find = (role: Role): string | undefined => names.find((name) => words[role].test(name.trim()));
  const columnsOf = (roles: readonly Role[]): Partial<Mapping> =>
    Object.fromEntries(
      roles.flatMap((role) => {
        const found = find(role);
        return found === undefined ? [] : [[role, found]];
      }),
    );
  const measured = columnsOf(weatherMetricIds.map((metric) => `${metric}Column` as const));
  const issued = find('issuedColumn');
  const others = names.length - 1 - (issued === undefined ? 0 : 1);
  const count = Object.keys(measured).length;
  if (count > 1 && count * 2 >= others) {
    const valid = names.find((name) => name !== issued && /time|date|hour|valid|时间/i.test(name)) ?? time;
    const station = names.find((name) => /^(station|site|站点)([ _-]?(id|key))?$/i.test(name));
    return {
      format: 'weather',
      columns: {
        ...measured,
        timeColumn: valid,
        ...(issued === undefined ? {} : { issuedColumn: issued }),
        ...(station === undefined ? {} : { placeColumn: station }),
      },
    };
  }
  const timeColumn = find('timeColumn') ?? time;
  const has = (...roles: readonly Role[]): boolean => roles.some((role) => find(role) !== undefined);
  if (has('endColumn') && (has('visitorsColumn') || (has('nameColumn') && /event|活动/i.test(fileName)))) {
    const roles = [...ofHappenings, 'nameColumn', 'visitorsColumn'] as const;
    return { format: 'events', columns: { ...columnsOf(roles), timeColumn } };
  }
  const isLog =
    has('receivedColumn', 'severityColumn', 'endColumn') ||
    [fileName, find('kindColumn') ?? ''].some((text) => isOfIncidents.test(text));
  if (has('kindColumn') && isLog) {
    const roles = [...ofHappenings, 'reporterColumn'] as const;
    const place = has('latitudeColumn') ? [] : (['placeColumn'] as const);
    return { format: 'incidents', columns: { ...columnsOf([...roles, ...place]), timeColumn } };
  }
  return undefined;
}
