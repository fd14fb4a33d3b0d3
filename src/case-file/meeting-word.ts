/** A plain word the escort says first, so that she can check him. Spoken easily, heard easily over traffic. */
export interface MeetingWord {
  cyrillic: string;
  latin: string;
}

/** Every word reads the same in Ukrainian and Russian or nearly so, and frightens nobody. */
const WORDS: readonly MeetingWord[] = [
  ['ЛИПА', 'LIPA'],
  ['КАЛИНА', 'KALINA'],
  ['РЯБИНА', 'RIABINA'],
  ['ЛАМПА', 'LAMPA'],
  ['МАЛИНА', 'MALINA'],
  ['ВИШНЯ', 'VISHNIA'],
  ['СЛИВА', 'SLIVA'],
  ['ГРУША', 'GRUSHA'],
  ['ЛИМОН', 'LIMON'],
  ['КАРТА', 'KARTA'],
  ['ПАРУС', 'PARUS'],
  ['ГИТАРА', 'GITARA'],
  ['ЛАВАНДА', 'LAVANDA'],
  ['РОМАШКА', 'ROMASHKA'],
  ['БЕРЕГ', 'BEREG'],
  ['ГОЛУБ', 'GOLUB'],
  ['ЖУРАВЛЬ', 'ZHURAVL'],
  ['ПШЕНИЦА', 'PSHENITSA'],
  ['МАРКА', 'MARKA'],
  ['КНИГА', 'KNIGA'],
  ['САХАР', 'SAKHAR'],
  ['ПЛАТОК', 'PLATOK'],
  ['КОМПАС', 'KOMPAS'],
  ['ОБЛАКО', 'OBLAKO'],
  ['РАДУГА', 'RADUGA'],
  ['ТУЛЬПАН', 'TULPAN'],
  ['ЯНТАРЬ', 'YANTAR'],
  ['ОЛИВА', 'OLIVA'],
  ['ПЕСНЯ', 'PESNIA'],
  ['КЛЕН', 'KLEN'],
].map(([cyrillic = '', latin = '']) => ({ cyrillic, latin }));

/** How many words there are; a case file keeps the number of its word. */
export const WORD_COUNT = WORDS.length;

/** The word of that number. Throws when there is none: the list only ever grows at its end. */
export function getMeetingWord(number: number): MeetingWord {
  const word = WORDS[number];
  if (!word) throw new Error(`There is no meeting word number ${number}.`);
  return word;
}
