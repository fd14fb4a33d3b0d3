import type { Localized } from '../platform/language.ts';
import type { Way } from './way.ts';

interface StateWords {
  title: Localized;
  lead?: Localized;
}

/** What each state says, apart from the planned way. An ending says one thing only, whichever it is. */
export const STATE_WORDS: Record<Exclude<Way['state'], 'planned'>, StateWords> = {
  'no-booking': {
    title: { en: 'No meeting is arranged yet', uk: 'Зустріч ще не призначено', ru: 'Встреча ещё не назначена' },
    lead: {
      en: 'Do not set out yet. We will call you.',
      uk: 'Поки не вирушайте. Ми вам зателефонуємо.',
      ru: 'Пока не выезжайте. Мы вам позвоним.',
    },
  },
  'meeting-cancelled': {
    title: { en: 'Your meeting will not take place', uk: 'Вашої зустрічі не буде', ru: 'Вашей встречи не будет' },
    lead: {
      en: 'Do not set out. Call us: we will find another day with you.',
      uk: 'Не вирушайте. Зателефонуйте нам: разом знайдемо інший день.',
      ru: 'Не выезжайте. Позвоните нам: вместе найдём другой день.',
    },
  },
  'no-escort': {
    title: {
      en: 'Do not set out yet. Call us.',
      uk: 'Поки не вирушайте. Зателефонуйте нам.',
      ru: 'Пока не выезжайте. Позвоните нам.',
    },
    lead: {
      en: 'We are looking for somebody to meet you.',
      uk: 'Ми шукаємо, хто вас зустріне.',
      ru: 'Мы ищем, кто вас встретит.',
    },
  },
  ended: {
    title: {
      en: 'Please call us before you travel on',
      uk: 'Будь ласка, зателефонуйте нам, перш ніж їхати далі',
      ru: 'Пожалуйста, позвоните нам, прежде чем ехать дальше',
    },
  },
  done: {
    title: { en: 'You have arrived', uk: 'Ви приїхали', ru: 'Вы приехали' },
    lead: {
      en: 'We are glad. Call us if you need anything.',
      uk: 'Ми раді. Телефонуйте нам, якщо щось потрібно.',
      ru: 'Мы рады. Звоните нам, если что-то нужно.',
    },
  },
};

export const STATE_TEXTS = {
  onTheWay: {
    en: 'Already on the way? Stop in a warm, safe place and call us.',
    uk: 'Ви вже в дорозі? Зупиніться в теплому, безпечному місці й зателефонуйте нам.',
    ru: 'Вы уже в дороге? Остановитесь в тёплом, безопасном месте и позвоните нам.',
  },
  wasArranged: { en: 'It was arranged for', uk: 'Було призначено', ru: 'Было назначено' },
  meanwhile: { en: 'Meanwhile', uk: 'А поки що', ru: 'А пока' },
  late: {
    en: 'Not on the way yet? Call us first.',
    uk: 'Ще не виїхали? Зателефонуйте нам.',
    ru: 'Ещё не выехали? Позвоните нам.',
  },
  missed: {
    en: 'Nobody came in the agreed time? Go inside nearby, where it is warm and lit. Call us.',
    uk: 'За домовлений час ніхто не прийшов? Зайдіть поруч туди, де тепло й світло. Зателефонуйте нам.',
    ru: 'За условленное время никто не пришёл? Зайдите рядом туда, где тепло и светло. Позвоните нам.',
  },
} as const satisfies Record<string, Localized>;

/** What stands where no page is open: the way back to it. */
export const DOOR_WORDS = {
  needLink: {
    en: 'Open the link in your message again',
    uk: 'Відкрийте посилання з повідомлення ще раз',
    ru: 'Откройте ссылку из сообщения ещё раз',
  },
  linkOver: {
    en: 'This link no longer opens your page',
    uk: 'Це посилання вже не відкриває вашу сторінку',
    ru: 'Эта ссылка больше не открывает вашу страницу',
  },
  callForNew: {
    en: 'Call us. We will send you a new one.',
    uk: 'Зателефонуйте нам. Ми надішлемо вам нове.',
    ru: 'Позвоните нам. Мы пришлём вам новую.',
  },
  orCode: {
    en: 'Or type the code from your card',
    uk: 'Або введіть код із вашої картки',
    ru: 'Или введите код с вашей карточки',
  },
  codeLabel: {
    en: 'Code (for this page, tell nobody)',
    uk: 'Код (лише для цієї сторінки, нікому не кажіть)',
    ru: 'Код (только для этой страницы, никому не говорите)',
  },
  codeHint: { en: 'Five groups of four digits', uk: 'П’ять груп по чотири цифри', ru: 'Пять групп по четыре цифры' },
  open: { en: 'Open my page', uk: 'Відкрити мою сторінку', ru: 'Открыть мою страницу' },
  opening: { en: 'Opening your page…', uk: 'Відкриваємо вашу сторінку…', ru: 'Открываем вашу страницу…' },
  codeNotRight: {
    en: 'This code does not fit. Look at your card and type all twenty digits again.',
    uk: 'Код не підходить. Подивіться на картку й уведіть усі двадцять цифр ще раз.',
    ru: 'Код не подходит. Посмотрите на карточку и введите все двадцать цифр ещё раз.',
  },
  tooManyCodes: {
    en: 'Too many wrong codes. Wait 15 minutes, open your link, or call us.',
    uk: 'Забагато неправильних кодів. Зачекайте 15 хвилин, відкрийте посилання або зателефонуйте нам.',
    ru: 'Слишком много неверных кодов. Подождите 15 минут, откройте ссылку или позвоните нам.',
  },
  closed: { en: 'This page is closed.', uk: 'Сторінку закрито.', ru: 'Страница закрыта.' },
} as const satisfies Record<string, Localized>;
