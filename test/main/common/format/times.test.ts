import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../../main/common/charts/time-ticks.ts';
import {
  formatMoment,
  formatOffset,
  formatTime,
  formatZone,
  instantOfClock,
} from '../../../../main/common/format/times.ts';

const losAngeles = 'America/Los_Angeles';
const at = Date.UTC(2012, 2, 7, 0, 55);
const hour = 3_600_000;

describe('times of the display zone', () => {
  it('reads the clock of a named zone and of a fixed offset', () => {
    expect(formatTime(at, losAngeles)).toBe('16:55');
    expect(formatTime(at, '+01:00')).toBe('01:55');
    expect(formatMoment(at, losAngeles, 'en')).toBe('Tue 2012-03-06 16:55');
    expect(formatMoment(at, losAngeles, 'zh-CN')).toBe('周二 2012-03-06 16:55');
  });

  it('names the offset that holds at that instant', () => {
    expect(formatOffset(at, losAngeles)).toBe('UTC\u221208:00');
    expect(formatZone(at + 7 * 24 * hour, losAngeles)).toBe('America/Los_Angeles (UTC\u221207:00)');
    expect(formatZone(at, '+05:30')).toBe('UTC+05:30');
    expect(formatZone(at, 'UTC')).toBe('UTC');
  });

  it('finds the instant at which a clock reads a time', () => {
    expect(instantOfClock('2012-03-06T16:55', losAngeles)).toBe(at);
    expect(instantOfClock('2012-03-07T01:55', '+01:00')).toBe(at);
    expect(instantOfClock('2012-03-07', 'UTC')).toBe(Date.UTC(2012, 2, 7));
    for (const zone of [losAngeles, 'Asia/Kolkata', 'UTC', '-03:30']) {
      const clock = `2024-07-01T${formatTime(Date.UTC(2024, 6, 1, 12), zone)}`;
      expect(formatTime(instantOfClock(clock, zone), zone)).toBe(clock.slice(11));
    }
  });

  it('takes the earlier of an hour that comes twice, and goes on from one that is skipped', () => {
    expect(instantOfClock('2012-11-04T01:30', losAngeles)).toBe(Date.UTC(2012, 10, 4, 8, 30));
    expect(instantOfClock('2012-03-11T02:30', losAngeles)).toBe(Date.UTC(2012, 2, 11, 10, 30));
  });

  it('refuses what is no time and no zone', () => {
    for (const clock of ['', 'yesterday', '2012-02-30T10:00', '2012-03-06T25:00', '16:55'])
      expect(() => instantOfClock(clock, 'UTC'), clock).toThrow(RangeError);
    expect(() => instantOfClock('2012-03-06T16:55', 'Mars/Olympus')).toThrow(RangeError);
  });

  it('puts ticks on round times of the zone, also half an hour off UTC', () => {
    const ticks = timeTicks(at, at + 3 * hour, 'Asia/Kolkata', 4);
    expect(ticks.map((tick) => formatTime(tick, 'Asia/Kolkata'))).toEqual(['07:00', '08:00', '09:00']);
  });

  it('keeps ticks round and rising across a change of the clock', () => {
    const change = Date.UTC(2012, 2, 11, 10);
    const ticks = timeTicks(change - 3 * hour, change + 3 * hour, losAngeles, 8);
    expect(ticks.map((tick) => formatTime(tick, losAngeles))).toEqual([
      '23:00',
      '00:00',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
    expect(timeTicks(at, at, losAngeles, 4)).toEqual([]);
  });
});
