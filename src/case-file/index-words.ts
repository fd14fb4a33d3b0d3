/**
 * Texts under which a case is found again. Only their keyed hash is kept, so both sides must be written alike first.
 */

/** `+48 (123) 456-789` and `0048123456789` are one number: digits only, with the country's code. */
export const normalisePhone = (phone: string): string => phone.replaceAll(/\D/g, '').replace(/^00/, '');

/** Surname and year, written alike whether spelt in Ukrainian, Russian or Latin letters: `kovalenko 1999`. */
export const normaliseDetainee = (surname: string, birthYear: number): string =>
  `${transliterate(surname)} ${birthYear}`;

/** The surname of a full name as it is entered: surname first, given names after. */
export const surnameOf = (fullName: string): string => fullName.trim().replace(/\s.*/s, '');

const LATIN: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'e', ё: 'e', э: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i',
  ї: 'i', ы: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f',
  х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ъ: '', ю: 'iu', я: 'ia',
}; // prettier-ignore

/** Variants of one sound in Latin spelling, brought to the one the table above gives. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/y(?=[aeou])/g, 'i'],
  [/y|j/g, 'i'],
  [/w/g, 'v'],
  [/h(?<![kzcs]h)/g, 'g'],
  [/i+/g, 'i'],
];

function transliterate(text: string): string {
  const letters = Array.from(text.toLowerCase().normalize('NFC'))
    .map((letter) => LATIN[letter] ?? letter)
    .join('');
  const plain = letters.normalize('NFD').replaceAll(/[^a-z]/g, '');
  return VARIANTS.reduce((word, [pattern, letter]) => word.replaceAll(pattern, letter), plain);
}
