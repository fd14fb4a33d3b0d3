import type { DomainError } from './domain-error.ts';
import type { Language, Localized } from './language.ts';
import { titleOf } from './problem.ts';

interface Words {
  title: Localized;
  detail: Localized;
}

/** What a traveller or a reader of the guide may meet; the desk reads English. */
const WORDS: Record<string, Words> = {
  'not-found': {
    title: { en: 'This page is not here', uk: 'Такої сторінки немає', ru: 'Такой страницы нет' },
    detail: {
      en: 'Check the address, or open the link in your message again.',
      uk: 'Перевірте адресу або відкрийте посилання з повідомлення ще раз.',
      ru: 'Проверьте адрес или откройте ссылку из сообщения ещё раз.',
    },
  },
  busy: {
    title: { en: 'Please try again in a moment', uk: 'Спробуйте за хвилину', ru: 'Попробуйте через минуту' },
    detail: {
      en: 'Nothing was changed. Try again in a few seconds.',
      uk: 'Нічого не змінено. Спробуйте ще раз за кілька секунд.',
      ru: 'Ничего не изменено. Попробуйте ещё раз через несколько секунд.',
    },
  },
  'database-away': {
    title: { en: 'Please try again in a moment', uk: 'Спробуйте за хвилину', ru: 'Попробуйте через минуту' },
    detail: {
      en: 'The page cannot be shown just now. Try again in a few seconds.',
      uk: 'Зараз сторінку не можна показати. Спробуйте ще раз за кілька секунд.',
      ru: 'Сейчас страницу нельзя показать. Попробуйте ещё раз через несколько секунд.',
    },
  },
  failed: {
    title: { en: 'Something went wrong here', uk: 'Сталася помилка в нас', ru: 'У нас произошла ошибка' },
    detail: {
      en: 'Please try again. If it goes wrong again, call us and tell us the number below.',
      uk: 'Спробуйте ще раз. Якщо не вийде, зателефонуйте нам і назвіть номер нижче.',
      ru: 'Попробуйте ещё раз. Если не получится, позвоните нам и назовите номер ниже.',
    },
  },
  'not-from-here': {
    title: { en: 'Please open the page again', uk: 'Відкрийте сторінку ще раз', ru: 'Откройте страницу ещё раз' },
    detail: {
      en: 'Nothing was changed. Open the page again and press the button there.',
      uk: 'Нічого не змінено. Відкрийте сторінку ще раз і натисніть кнопку на ній.',
      ru: 'Ничего не изменено. Откройте страницу ещё раз и нажмите кнопку на ней.',
    },
  },
};

/** Title and sentence of a refusal in the reader's language, or in English where it has no others. */
export function errorWords(refusal: DomainError, wanted: Language): { lang: Language; title: string; detail: string } {
  const words = WORDS[refusal.type];
  if (words && wanted !== 'en') return { lang: wanted, title: words.title[wanted], detail: words.detail[wanted] };
  return { lang: 'en', title: words?.title.en ?? titleOf(refusal.status), detail: refusal.detail };
}
