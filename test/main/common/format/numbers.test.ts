import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../../main/common/format/figure.ts';
import {
  decimalsFor,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  roundTo,
} from '../../../../main/common/format/numbers.ts';

describe('numbers for people', () => {
  it('shows no more decimals than the interval supports', () => {
    expect(decimalsFor(19, 'km/h')).toBe(0);
    expect(decimalsFor(4.9, 'km/h')).toBe(1);
    expect(decimalsFor(0.3, 'MW')).toBe(2);
    expect(decimalsFor(null, 'km/h')).toBe(0);
    expect(decimalsFor(null, 'MW')).toBe(1);
    expect(decimalsFor(0, 'km/h')).toBe(0);
  });

  it('writes a true minus, thin spaces between thousands, and a dash where there is nothing', () => {
    expect(formatNumber(-3.2)).toBe('\u22123');
    expect(formatNumber(1944)).toBe('1\u202f944');
    expect(formatNumber(1234567.891, 2)).toBe('1\u202f234\u202f567.89');
    expect(formatNumber(Number.NaN)).toBe('\u2013');
    expect(formatNumber(null)).toBe('\u2013');
    expect(formatNumber(-0.2)).toBe('0');
  });

  it('rounds halves away from zero on both sides', () => {
    expect(roundTo(2.5, 0)).toBe(3);
    expect(roundTo(-2.5, 0)).toBe(-3);
    expect(roundTo(1.005, 2)).toBe(1.01);
  });

  it('signs changes and spaces a range only where a minus would touch its dash', () => {
    expect(formatSigned(3)).toBe('+3');
    expect(formatSigned(0.2)).toBe('0');
    expect(formatSigned(-24)).toBe('\u221224');
    expect(formatRange(14, 33)).toBe('14\u201333');
    expect(formatRange(-5, 3)).toBe('\u22125\u202f\u2013\u202f3');
    expect(formatPercent(0.912)).toBe('91\u202f%');
    expect(formatPercent(null)).toBe('\u2013');
  });

  it('rounds a value, its interval and its usual alike', () => {
    expect(figureOf({ value: 30.24, lower: 28.91, upper: 31.6, usual: 57.66 }, 'km/h')).toEqual({
      decimals: 1,
      value: '30.2',
      interval: '28.9\u201331.6',
      usual: '57.7',
    });
    expect(figureOf({ value: 30.24, lower: null, upper: null, usual: null }, 'km/h')).toEqual({
      decimals: 0,
      value: '30',
      interval: null,
      usual: null,
    });
  });
});
