import type { Language } from '../platform/language.ts';

/** Every word that a feed says, in one language. No word here may tell a searched phone why anybody travels. */
export interface FeedWords {
  locale: string;
  sides: { polish: string; ukrainian: string };
  languages: Record<Language, string>;
  over: { cancelled: string; left: string };
  overAdvice: { cancelled: string; left: string };
  seats: string;
  of: string;
  meetBetween: string;
  place: string;
  lastChecked: string;
  until: string;
  reference: string;
  speaks: string;
  sayFirst: string;
  oldWord: string;
  nobodyYet: string;
  confirmHere: string;
  desk: string;
  asOf: string;
  slow: string;
  ended: { summary: string; description: string };
}

export const FEED_WORDS: Record<Language, FeedWords> = {
  en: {
    locale: 'en-GB',
    sides: { polish: 'Polish side', ukrainian: 'Ukrainian side' },
    languages: { en: 'English', uk: 'Ukrainian', ru: 'Russian' },
    over: { cancelled: 'CANCELLED', left: 'NO LONGER YOURS' },
    overAdvice: {
      cancelled: 'This meeting is cancelled. Do not go. If you are already on the way, call the desk.',
      left: 'This meeting is no longer yours. Do not go. If you are already on the way, call the desk.',
    },
    seats: 'seats',
    of: 'of',
    meetBetween: 'Meet between',
    place: 'Place',
    lastChecked: 'We last checked this place on',
    until: 'You are needed until about',
    reference: 'Case file',
    speaks: 'speaks',
    sayFirst: 'You say first',
    oldWord: 'She may still know the old word: say this one too',
    nobodyYet: 'Nobody is booked yet.',
    confirmHere: 'Confirm here',
    desk: 'Desk',
    asOf: 'As of',
    slow: 'A calendar may be hours late. When in doubt, call the desk.',
    ended: {
      summary: 'This calendar has ended: remove it',
      description:
        'This calendar address is no longer in use and shows nothing new. Remove it, and ask the desk for your new one.',
    },
  },
  uk: {
    locale: 'uk',
    sides: { polish: 'польський бік', ukrainian: 'український бік' },
    languages: { en: 'англійська', uk: 'українська', ru: 'російська' },
    over: { cancelled: 'СКАСОВАНО', left: 'БІЛЬШЕ НЕ ВАША' },
    overAdvice: {
      cancelled: 'Цю зустріч скасовано. Не їдьте. Якщо ви вже в дорозі, зателефонуйте координаторам.',
      left: 'Ця зустріч більше не ваша. Не їдьте. Якщо ви вже в дорозі, зателефонуйте координаторам.',
    },
    seats: 'місця',
    of: 'з',
    meetBetween: 'Зустріч у проміжку',
    place: 'Місце',
    lastChecked: 'Востаннє ми перевіряли це місце',
    until: 'Ви потрібні приблизно до',
    reference: 'Справа',
    speaks: 'мова',
    sayFirst: 'Ви кажете першим',
    oldWord: 'Вона може знати ще старе слово: скажіть і його',
    nobodyYet: 'Ще ніхто не записаний.',
    confirmHere: 'Підтвердьте тут',
    desk: 'Координатори',
    asOf: 'Станом на',
    slow: 'Календар може запізнюватися на кілька годин. Якщо сумніваєтеся, зателефонуйте координаторам.',
    ended: {
      summary: 'Цей календар закрито: видаліть його',
      description:
        'Ця адреса календаря більше не діє і не показує нічого нового. Видаліть її та попросіть у координаторів нову.',
    },
  },
  ru: {
    locale: 'ru',
    sides: { polish: 'польская сторона', ukrainian: 'украинская сторона' },
    languages: { en: 'английский', uk: 'украинский', ru: 'русский' },
    over: { cancelled: 'ОТМЕНЕНО', left: 'БОЛЬШЕ НЕ ВАША' },
    overAdvice: {
      cancelled: 'Эта встреча отменена. Не поезжайте. Если вы уже в пути, позвоните координаторам.',
      left: 'Эта встреча больше не ваша. Не поезжайте. Если вы уже в пути, позвоните координаторам.',
    },
    seats: 'места',
    of: 'из',
    meetBetween: 'Встреча в промежутке',
    place: 'Место',
    lastChecked: 'Последний раз мы проверяли это место',
    until: 'Вы нужны примерно до',
    reference: 'Дело',
    speaks: 'язык',
    sayFirst: 'Вы говорите первым',
    oldWord: 'Она может ещё знать старое слово: скажите и его',
    nobodyYet: 'Пока никто не записан.',
    confirmHere: 'Подтвердите здесь',
    desk: 'Координаторы',
    asOf: 'По состоянию на',
    slow: 'Календарь может опаздывать на несколько часов. Если сомневаетесь, позвоните координаторам.',
    ended: {
      summary: 'Этот календарь закрыт: удалите его',
      description:
        'Этот адрес календаря больше не действует и не показывает ничего нового. Удалите его и попросите у координаторов новый.',
    },
  },
};
