type Journey = readonly [
  name: string,
  fromZone: string,
  leaves: string,
  toZone: string,
  arrives: string,
  minutes: number,
];

/** Journeys whose clocks mislead, with the minutes that pass in fact: two timetables of 2021, and the tz database. */
export const MISLEADING: readonly Journey[] = [
  ['Warsaw to Kyiv by night train', 'Europe/Warsaw', '2021-11-05T17:10', 'Europe/Kyiv', '2021-11-06T11:00', 1010],
  ['Kyiv to Warsaw by night train', 'Europe/Kyiv', '2021-11-05T18:48', 'Europe/Warsaw', '2021-11-06T09:02', 914],
  ['Minsk to Terespol in winter', 'Europe/Minsk', '2022-03-05T08:00', 'Europe/Warsaw', '2022-03-05T13:00', 420],
  ['Minsk to Terespol in summer', 'Europe/Minsk', '2022-07-05T08:00', 'Europe/Warsaw', '2022-07-05T13:00', 360],
  [
    'Kaliningrad to Bezledy in winter',
    'Europe/Kaliningrad',
    '2022-03-05T08:00',
    'Europe/Warsaw',
    '2022-03-05T09:00',
    120,
  ],
  [
    'Kaliningrad to Bezledy in summer',
    'Europe/Kaliningrad',
    '2022-07-05T08:00',
    'Europe/Warsaw',
    '2022-07-05T09:00',
    60,
  ],
  [
    'Lublin to Kyiv over the spring change',
    'Europe/Warsaw',
    '2022-03-26T23:00',
    'Europe/Kyiv',
    '2022-03-27T10:00',
    540,
  ],
  [
    'Lublin to Kyiv over the autumn change',
    'Europe/Warsaw',
    '2026-10-24T23:00',
    'Europe/Kyiv',
    '2026-10-25T10:00',
    660,
  ],
];
