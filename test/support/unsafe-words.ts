import type { Language } from '../../src/platform/language.ts';

/** Words that may not stand on a phone that may be searched on the way. */
export const UNSAFE: Record<Language, RegExp> = {
  en: /\b(sons?|captiv\w*|captured|hand(ed|ing)?[ -]?overs?|prison\w*|pows?|ministr\w*|militar\w*|army|soldier\w*|authorit\w*|detain\w*|exchange\w*|escort\w*|statement)\b/i,
  uk: /(^|[^а-яіїєґ])(син(а|у|ом|и|ів)?($|[^а-яіїєґ])|полон|передач|міністер|військ|армі|солдат|влад[аиуі]|в[’']язн|обмін|супровідник|заяв)/i,
  ru: /(^|[^а-яё])(сын|плен|передач|министер|воен|арми|солдат|власт|заключ[её]н|обмен|сопровожда|заявлен)/i,
};

/** Title and words of a page, without its markup; attributes that are shown or read out stay. */
export const visibleText = (page: string): string =>
  page
    .replaceAll(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*?(?:aria-label|placeholder|value)="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
