/**
 * Public holidays of Morocco in 2017, days of the local calendar (officeholidays.com, Public Holidays in Morocco in 2017; the feast of the
 * sacrifice as the Ministry of Habous announced it on 22 August 2017).
 */
export const holidaysOfMorocco2017: readonly string[] = [
  ...['2017-01-01', '2017-01-11', '2017-05-01', '2017-06-26', '2017-06-27', '2017-07-30', '2017-08-14'],
  ...[
    '2017-08-20',
    '2017-08-21',
    '2017-09-01',
    '2017-09-02',
    '2017-09-22',
    '2017-11-06',
    '2017-11-18',
    '2017-12-01',
  ],
];
