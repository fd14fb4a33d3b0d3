/** The languages every word for people stands in. */
export const languages = ['en', 'uk', 'ru'] as const;

export type Language = (typeof languages)[number];

/** One text in every language; the compiler refuses one that is missing. */
export type Localized = Record<Language, string>;

/** Each language's name in itself, as a reader looks for it. */
export const languageNames: Localized = { en: 'English', uk: 'Українська', ru: 'Русский' };

const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

interface Wish {
  tag: string;
  weight: number;
}

/** The reader's language from an Accept-Language header (absent, or naming none of ours: English). */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 500).split(',').map(parseWish);
  const known = wishes.filter(({ tag, weight }) => weight > 0 && isLanguage(tag));
  const best = known.sort((a, b) => b.weight - a.weight)[0]?.tag;
  return best !== undefined && isLanguage(best) ? best : 'en';
}

function parseWish(part: string): Wish {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  const weight = Number(quality);
  return { tag: range.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}
