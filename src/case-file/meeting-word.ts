/** A plain word the escort says first, so that she can check him. Spoken easily, heard easily over traffic. */
export interface MeetingWord {
  cyrillic: string;
  latin: string;
}

/** Every word is written the same in Ukrainian and Russian, and frightens nobody. */
const SPELT: readonly (readonly [string, string])[] = [
  ['ЛИПА', 'LIPA'],
  ['КАЛИНА', 'KALINA'],
  ['ПАНАМА', 'PANAMA'],
  ['ЛАМПА', 'LAMPA'],
  ['МАЛИНА', 'MALINA'],
  ['ВИШНЯ', 'VYSHNIA'],
  ['СЛИВА', 'SLIVA'],
  ['ГРУША', 'GRUSHA'],
  ['ЛИМОН', 'LIMON'],
  ['КАРТА', 'KARTA'],
  ['ПАРУС', 'PARUS'],
  ['ВАЗА', 'VAZA'],
  ['ЛАВАНДА', 'LAVANDA'],
  ['РОМАШКА', 'ROMASHKA'],
  ['БЕРЕТ', 'BERET'],
  ['ФОНТАН', 'FONTAN'],
  ['ЖАСМИН', 'ZHASMIN'],
  ['АНАНАС', 'ANANAS'],
  ['МАРКА', 'MARKA'],
  ['КНИГА', 'KNYHA'],
  ['БАНАН', 'BANAN'],
  ['ПАЛЬМА', 'PALMA'],
  ['КОМПАС', 'KOMPAS'],
  ['КАНОЕ', 'KANOE'],
  ['ПАНДА', 'PANDA'],
  ['ЛОТОС', 'LOTOS'],
  ['КАКАО', 'KAKAO'],
  ['ОЛИВА', 'OLIVA'],
  ['РОЗА', 'ROZA'],
  ['КЛЕН', 'KLEN'],
];
const WORDS: readonly MeetingWord[] = SPELT.map(([cyrillic, latin]) => ({ cyrillic, latin }));

/** How many words there are; a case file keeps the number of its word. */
export const WORD_COUNT = WORDS.length;

/** The word of that number. Throws when there is none: the list only ever grows at its end. */
export function getMeetingWord(number: number): MeetingWord {
  const word = WORDS[number];
  if (!word) throw new Error(`There is no meeting word number ${number}.`);
  return word;
}
