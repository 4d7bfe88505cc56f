import { describe, expect, test } from 'vitest';
import { bench, brief, readingsOf, refusalOf, speeds, written } from './importing.ts';

const rows = (separator: string, decimal: string): string =>
  [
    ['sensor_id', 'timestamp', 'speed_kmh'],
    ['a', '2024-01-01 00:00', `50${decimal}5`],
    ['a', '2024-01-01 00:05', `51${decimal}25`],
    ['b', '2024-01-01 00:00', `60${decimal}0`],
  ]
    .map((fields) => fields.join(separator))
    .join('\n');
const expected = ['a 2024-01-01T00:00 50.5', 'a 2024-01-01T00:05 51.25', 'b 2024-01-01T00:00 60.0'];

describe('a long file', () => {
  test.each([
    ['comma', rows(',', '.')],
    ['semicolon and decimal comma', rows(';', ',')],
    ['tab', rows('\t', '.')],
    ['bar', rows('|', '.')],
    ['byte order mark', `\ufeff${rows(',', '.')}\n`],
    ['CRLF', `${rows(',', '.').replaceAll('\n', '\r\n')}\r\n`],
    ['CR alone', rows(',', '.').replaceAll('\n', '\r')],
    ['UTF-16', Buffer.from(`\ufeff${rows(',', '.')}\n`, 'utf16le')],
    ['quotes', `${rows(',', '.').replaceAll(/[^,\n]+/g, '"$&"')}\n`],
    ['spaces around', rows(',', '.').replaceAll(',', ' , ')],
    ['blank lines', `\n${rows(',', '.').replaceAll('\n', '\n\n')}\n\n\n`],
  ])('is understood without help: %s', async (_, content) => {
    const { store, importer, load } = await bench();
    const path = written('readings.csv', content);
    const preview = await importer.preview(path);
    expect(preview.mapping).toMatchObject({
      format: 'readings-long',
      placeColumn: 'sensor_id',
      timeColumn: 'timestamp',
      valueColumn: 'speed_kmh',
      metric: 'speed',
      unit: 'km/h',
    });
    expect(preview.missing).toEqual(['zone']);
    expect(preview.rows).toHaveLength(3);
    const loaded = await load(path, { zone: 'UTC' });
    expect(loaded.notices.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(await readingsOf(store)).toEqual(expected);
  });

  test('with numbers for places is no wide file, however many different ones come first', async () => {
    const { store, importer, load } = await bench();
    const content = [
      'sensor_id,time,speed',
      ...['007', '7', '12'].map((id) => `${id},2024-01-01T00:00Z,50`),
      '',
    ];
    const path = written('x.csv', content.join('\n'));
    expect((await importer.preview(path)).mapping).toMatchObject({
      format: 'readings-long',
      placeColumn: 'sensor_id',
      valueColumn: 'speed',
    });
    await load(path, speeds);
    expect((await store.places.list()).columns.key).toEqual(['007', '7', '12']);
  });

  test('in Latin-1 is taken as such and says so', async () => {
    const { store, importer, load } = await bench();
    const path = written('x.csv', Buffer.from('sensor,time,speed\nKöln,2024-01-01 00:00,50\n', 'latin1'));
    const preview = await importer.preview(path);
    expect(preview.mapping.encoding).toBe('latin-1');
    expect(brief(preview.notices)).toEqual(['info assumed-encoding row - column - x1']);
    await load(path, speeds);
    expect(await readingsOf(store)).toEqual(['Köln 2024-01-01T00:00 50.0']);
  });

  test('in UTF-16 that nothing shows is read as such when somebody says so', async () => {
    const { store, importer, load } = await bench();
    const place = '北京市朝阳区建国门外大街东侧第一测点'.repeat(3);
    const content = `传感器编号,测量时间,平均速度\n${place},2024-01-01 00:00,50\n`;
    const path = written('x.csv', Buffer.from(content, 'utf16le'));
    expect((await refusalOf(importer.preview(path))).code).toBe('file-kind-mismatch');
    await load(path, { ...speeds, encoding: 'utf-16' });
    expect(await readingsOf(store)).toEqual([`${place} 2024-01-01T00:00 50.0`]);
  });

  test('whose name looks like a pattern is that file', async () => {
    const { store, load } = await bench();
    await load(written('data[1].csv', rows(',', '.')), { zone: 'UTC' });
    await load(written('da*a?.csv', rows(',', '.').replaceAll('\na', '\nc')), { zone: 'UTC' });
    expect((await store.places.list()).columns.key).toEqual(['a', 'b', 'c']);
  });
});

test('a guess of metric and unit fits what somebody has said', async () => {
  const { importer } = await bench();
  const path = written('load.csv', 'sensor,time,load_kw\na,2024-01-01 00:00,50\n');
  const guess = async (known: object) => {
    const { metric, unit } = (await importer.preview(path, known)).mapping;
    return [metric, unit];
  };
  expect(await guess({})).toEqual(['load', 'kW']);
  expect(await guess({ metric: 'speed' })).toEqual(['speed', undefined]);
  expect(await guess({ unit: 'mph' })).toEqual(['speed', 'mph']);
  expect(await guess({ metric: 'flow' })).toEqual(['flow', 'veh/h']);
});

describe('a wide file with columns that are no places', () => {
  const content = ['time,temperature,a,b', '2024-01-01 00:00,7.5,50,60', '2024-01-01 00:05,7.6,51,61'].join(
    '\n',
  );

  test('leaves them out where the places are named', async () => {
    const { store, load } = await bench();
    await load(written('x.csv', content), { ...speeds, placeColumns: ['b', 'a'] });
    expect(await readingsOf(store)).toEqual([
      'a 2024-01-01T00:00 50.0',
      'a 2024-01-01T00:05 51.0',
      'b 2024-01-01T00:00 60.0',
      'b 2024-01-01T00:05 61.0',
    ]);
  });

  test('is seen as one where the places are numbered and the rest is not, which says nothing of what is measured', async () => {
    const { importer } = await bench();
    const header = 'Date,Temperature,diffuse flows,Zone1,Zone2,Zone3';
    const rows = [
      '1/1/17 0:00,6.5,0.1,34055.7,16128.9,20240.9',
      '1/1/17 0:10,6.4,0.1,34055.7,19375.1,20131.1',
    ];
    const path = written('power-consumption.csv', [header, ...rows, ...rows].join('\n'));
    expect((await importer.preview(path)).mapping).toMatchObject({
      format: 'readings-wide',
      placeColumns: ['Zone1', 'Zone2', 'Zone3'],
      metric: 'load',
    });
  });

  test('is taken whole where all of its places are numbered', async () => {
    const { importer } = await bench();
    const path = written('x.csv', 'time,sensor 1,sensor 2\n2024-01-01 00:00,50,60\n2024-01-01 00:05,51,61\n');
    const { mapping } = await importer.preview(path);
    expect(mapping.format).toBe('readings-wide');
    expect(mapping.placeColumns).toBeUndefined();
  });

  test('is refused where a named column is not there', async () => {
    const { load } = await bench();
    const refused = await refusalOf(load(written('x.csv', content), { ...speeds, placeColumns: ['a', 'c'] }));
    expect(refused).toMatchObject({ code: 'import-column-missing', parameters: { column: 'c' } });
  });
});

describe('a wide file with thousands of columns', () => {
  const width = 6000;
  const line = (time: string, cell: (column: number) => string | number): string =>
    [time, ...Array.from({ length: width }, (_, column) => cell(column))].join(',');
  const header = line('time', (column) => `"S, ${column}"`);

  test('comes in like any other, with the same notices', async () => {
    const { store, importer, load } = await bench();
    const rows = [
      line('"2024-01-01 00:00"', (column) => (column === 3 ? '"51.5"' : 50)),
      '',
      `${line('2024-01-01 00:05', () => 51)},7`,
      line('2024-01-01 00:10', (column) => (column === 4 ? 'off' : column === 5 ? '' : 52)),
      `${line('2024-01-01 00:15', () => 53)},`,
    ];
    const path = written('x.csv', `${[header, ...rows].join('\r\n')}\r\n`);
    expect(await importer.preview(path)).toMatchObject({
      mapping: { format: 'readings-wide', timeColumn: 'time' },
      missing: ['metric', 'unit', 'zone'],
    });
    const loaded = await load(path, { metric: 'speed', unit: 'mph', zone: 'UTC' });
    expect(brief(loaded.notices)).toEqual([
      'error row-too-many-columns row 4 column - x1',
      'error value-not-a-number row 5 column S, 4 x1',
      'info value-missing row - column - x1',
      'info assumed-cadence row - column time x1',
      `info place-unknown row - column S, 0 x${width}`,
    ]);
    expect(loaded.source).toMatchObject({ rowsRead: 4, rowsKept: 3, places: width });
    const readings = await readingsOf(store);
    expect(readings).toHaveLength(3 * width - 2);
    expect(readings.filter((reading) => reading.startsWith('S, 3 '))).toEqual([
      'S, 3 2024-01-01T00:00 51.5',
      'S, 3 2024-01-01T00:10 52.0',
      'S, 3 2024-01-01T00:15 53.0',
    ]);
  });
});

describe('times', () => {
  const load = async (times: readonly string[], known = {}) => {
    const { store, importer, load: run } = await bench();
    const path = written(
      'x.csv',
      ['time,a', ...times.map((time, index) => `${time},${50 + index}`), ''].join('\n'),
    );
    const preview = await importer.preview(path, { metric: 'speed', unit: 'mph', ...known });
    const loaded = await run(path, { metric: 'speed', unit: 'mph', ...known });
    return { preview, notices: brief(loaded.notices), readings: await readingsOf(store) };
  };
  const two = ['a 2024-01-31T23:00 50.0', 'a 2024-01-31T23:05 51.0'];

  test.each([
    ['ISO with Z', ['2024-01-31T23:00:00Z', '2024-01-31T23:05:00Z'], {}],
    ['ISO with an offset', ['2024-02-01T00:00:00+01:00', '2024-02-01T00:05:00+0100'], {}],
    ['ISO with Z and no seconds', ['2024-01-31T23:00Z', '2024-01-31 23:05z'], {}],
    ['an offset and no seconds', ['2024-02-01T00:00+01:00', '2024-01-31 19:35 -0330'], {}],
    ['offset and fraction', ['2024-02-01 00:00:00.000+01', '2024-02-01 00:05:00.000+01'], {}],
    ['epoch seconds', ['1706742000', '1706742300'], {}],
    ['epoch milliseconds', ['1706742000000', '1706742300000'], {}],
    ['local in a named zone', ['2024-02-01 00:00', '2024-02-01 00:05'], { zone: 'Europe/Berlin' }],
    ['local at a fixed offset', ['2024-02-01T00:00:00', '2024-02-01T00:05:00'], { zone: '+01:00' }],
    ['west of UTC, half an hour', ['2024/01/31 19:30', '2024/01/31 19:35'], { zone: '-03:30' }],
    ['German dates', ['01.02.2024 00:00', '01.02.2024 00:05'], { zone: 'Europe/Berlin' }],
    [
      'American dates, twelve hours',
      ['02/01/2024 12:00 AM', '02/01/2024 12:05 AM'],
      { zone: '+01:00', timeFormat: '%m/%d/%Y %I:%M %p' },
    ],
    ['compact', ['202402010000', '202402010005'], { zone: '+01:00', timeFormat: '%Y%m%d%H%M' }],
  ])('%s', async (_, times, known) => {
    const { readings } = await load(times, known);
    expect(readings).toEqual(two);
  });

  test('parted into a column for the day and one for the time of day are joined', async () => {
    const known = { metric: 'speed', unit: 'mph', zone: 'Europe/Berlin' } as const;
    const long = 'Sensor;Datum;Uhrzeit;Wert\na;01.02.2024;00:00;50\na;01.02.2024;00:05;51\n';
    const wide = 'time,date,a\n12:00 AM,02/01/2024,50\n12:05 AM,02/01/2024,51\n';
    const days = 'date,a,clock\n2024-02-01,50,00:00:00\n2024-02-01,51,00:05:00\n';
    for (const [content, columns, more] of [
      [long, ['Datum', 'Uhrzeit'], {}],
      [wide, ['date', 'time'], { timeFormat: '%m/%d/%Y %I:%M %p' }],
      [days, ['date', 'clock'], {}],
    ] as const) {
      const { store, load: run } = await bench();
      const loaded = await run(written('x.csv', content), { ...known, ...more });
      expect([loaded.source.mapping.timeColumn, loaded.source.mapping.clockColumn]).toEqual(columns);
      expect(await readingsOf(store)).toEqual(two);
    }
  });

  test('that say their instant need no zone', async () => {
    expect((await load(['2024-01-31T23:00:00Z'])).preview.missing).toEqual([]);
  });

  test('day and month are told apart by what keeps the file together', async () => {
    const days = Array.from({ length: 14 }, (_, day) => `1/${day + 1}/17 0:00`);
    const { preview, readings } = await load(days, { zone: 'UTC' });
    expect(preview.mapping.timeFormat).toBe('%m/%d/%y %H:%M');
    expect(readings.at(-1)).toBe('a 2017-01-14T00:00 63.0');
    const few = await load(['3/4/2017 0:00', '4/4/2017 0:00', '5/4/2017 0:00'], { zone: 'UTC' });
    expect(few.preview.mapping.timeFormat).toBe('%d/%m/%Y %H:%M');
  });

  test('of the hour that clocks show twice are told apart by their order', async () => {
    const { notices, readings } = await load(
      [
        '2024-10-27 01:30',
        '2024-10-27 02:00',
        '2024-10-27 02:30',
        '2024-10-27 02:00',
        '2024-10-27 02:30',
        '2024-10-27 03:00',
      ],
      { zone: 'Europe/Berlin' },
    );
    expect(readings.map((line) => line.slice(2, 18))).toEqual([
      '2024-10-26T23:30',
      '2024-10-27T00:00',
      '2024-10-27T00:30',
      '2024-10-27T01:00',
      '2024-10-27T01:30',
      '2024-10-27T02:00',
    ]);
    expect(readings[3]).toContain('53.0');
    expect(notices).toContain('info clock-ambiguous-hour row 3 column time x4');
    expect(notices.join()).not.toContain('duplicate');
  });

  test('of the hour that clocks show twice keep their places where values or rows are missing', async () => {
    const { store, load: run } = await bench();
    const known = { metric: 'speed', unit: 'mph', zone: 'Europe/Berlin' } as const;
    const twice = ['02:00,1,1', '02:30,,2', '02:00,3,3', '02:30,4,4', '03:00,5,5'];
    await run(
      written('wide.csv', ['time,a,b', ...twice.map((row) => `2024-10-27 ${row}`), ''].join('\n')),
      known,
    );
    expect((await readingsOf(store)).filter((line) => line.startsWith('a'))).toEqual([
      'a 2024-10-27T00:00 1.0',
      'a 2024-10-27T01:00 3.0',
      'a 2024-10-27T01:30 4.0',
      'a 2024-10-27T02:00 5.0',
    ]);
    const long = ['02:00', '02:45', '02:00', '02:30', '02:45', '03:00'];
    const rows = long.map((clock, index) => `c,2024-10-27 ${clock},${index}`);
    await run(written('long.csv', ['sensor,time,speed', ...rows, ''].join('\n')), known);
    expect((await readingsOf(store)).filter((line) => line.startsWith('c'))).toEqual([
      'c 2024-10-27T00:00 0.0',
      'c 2024-10-27T00:45 1.0',
      'c 2024-10-27T01:00 2.0',
      'c 2024-10-27T01:30 3.0',
      'c 2024-10-27T01:45 4.0',
      'c 2024-10-27T02:00 5.0',
    ]);
  });

  test('that clocks skip are refused', async () => {
    const { notices, readings } = await load(['2024-03-31 01:30', '2024-03-31 02:30', '2024-03-31 03:00'], {
      zone: 'Europe/Berlin',
    });
    expect(notices).toContain('error clock-skipped-hour row 3 column time x1');
    expect(readings.map((line) => line.slice(2, 18))).toEqual(['2024-03-31T00:30', '2024-03-31T01:00']);
  });

  test('in a fixed offset know no summer time', async () => {
    const { notices, readings } = await load(['2024-03-31 01:30', '2024-03-31 02:30'], { zone: '+01:00' });
    expect(readings.map((line) => line.slice(2, 18))).toEqual(['2024-03-31T00:30', '2024-03-31T01:30']);
    expect(notices.join()).not.toContain('clock');
  });

  test('of a format that nobody would guess are found by it, and need no zone where they say theirs', async () => {
    const { preview, readings } = await load(['2024|02|01 00.00 +0100', '2024|02|01 00.05 +0100'], {
      timeFormat: '%Y|%m|%d %H.%M %z',
    });
    expect(preview.missing).toEqual([]);
    expect(readings).toEqual(two);
  });

  test('come from a start in the hour that clocks show twice: the first is meant', async () => {
    const { store, load: run } = await bench();
    const loaded = await run(written('x.csv', '101,102\n50.5,60\n'), {
      metric: 'speed',
      unit: 'mph',
      zone: 'Europe/Berlin',
      startsAt: '2024-10-27T02:30',
      stepSeconds: 3600,
    });
    expect(brief(loaded.notices)).toContain('info assumed-start row - column - x1');
    expect((await readingsOf(store))[0]).toBe('101 2024-10-27T00:30 50.5');
  });

  test('come from a start and a step across a change of the clocks', async () => {
    const { store, load: run } = await bench();
    const path = written(
      'x.csv',
      '101,102\n' + Array.from({ length: 3 }, (_, hour) => `${50.5 + hour},60\n`).join(''),
    );
    await run(path, {
      metric: 'speed',
      unit: 'mph',
      zone: 'Europe/Berlin',
      startsAt: '2024-03-31T01:00',
      stepSeconds: 3600,
    });
    expect((await readingsOf(store)).slice(0, 3)).toEqual([
      '101 2024-03-31T00:00 50.5',
      '101 2024-03-31T01:00 51.5',
      '101 2024-03-31T02:00 52.5',
    ]);
  });
});

describe('series', () => {
  test('have the cadence that their times show, sparse ones their own', async () => {
    const { store, load } = await bench();
    const line = (place: string, minute: number): string =>
      `${place},${new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString()},50`;
    const often = Array.from({ length: 24 }, (_, index) => line('often', index * 5));
    const seldom = Array.from({ length: 8 }, (_, index) => line('seldom', index * 15));
    await load(written('x.csv', ['sensor,time,speed', ...often, ...seldom, ''].join('\n')), speeds);
    expect((await store.series.list('speed')).map(({ cadenceSeconds }) => cadenceSeconds)).toEqual([
      300, 900,
    ]);
  });

  test('of a later file cover an earlier one, and say so', async () => {
    const { store, load } = await bench();
    const first = await load(written('first.csv', rows(',', '.')), { zone: 'UTC' });
    const second = await load(written('second.csv', rows(',', '.').replace('50.5', '48')), { zone: 'UTC' });
    expect(brief(second.notices)).toContain('info overlaps-source row - column - x2');
    expect(second.notices.find(({ code }) => code === 'overlaps-source')?.parameters).toEqual({
      source: 'first.csv',
    });
    expect((await readingsOf(store))[0]).toBe('a 2024-01-01T00:00 48.0');
    await store.sources.remove(second.source.id);
    expect(await readingsOf(store)).toEqual(expected);
    await store.sources.remove(first.source.id);
    expect((await store.places.list()).rows).toBe(0);
  });
});
