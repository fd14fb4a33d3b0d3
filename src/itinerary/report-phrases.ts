import type { Localized } from '../platform/language.ts';
import type { ReportKind } from './report.ts';

/** What she taps, in her own voice. */
export const REPORT_WORDS: Record<ReportKind, Localized> = {
  left: { en: 'I am on my way', uk: 'Я в дорозі', ru: 'Я в дороге' },
  'at-border': { en: 'I am at the border', uk: 'Я на кордоні', ru: 'Я на границе' },
  met: { en: 'I have been met', uk: 'Мене зустріли', ru: 'Меня встретили' },
  'turned-back': { en: 'I was turned back', uk: 'Мене не пропустили', ru: 'Меня не пропустили' },
  'need-help': { en: 'I need help', uk: 'Мені потрібна допомога', ru: 'Мне нужна помощь' },
};

export const REPORT_TEXTS = {
  received: { en: 'We have it.', uk: 'Ми отримали.', ru: 'Мы получили.' },
  takenBack: { en: 'Taken back.', uk: 'Скасовано.', ru: 'Отменено.' },
  weCall: {
    en: 'We will call you as soon as we can. Call us too, if you can.',
    uk: 'Ми зателефонуємо вам якнайшвидше. Якщо можете, телефонуйте й ви нам.',
    ru: 'Мы позвоним вам как можно скорее. Если можете, звоните и вы нам.',
  },
  isRead: { en: 'Our desk reads it now.', uk: 'Ми це вже бачимо.', ru: 'Мы это уже видим.' },
  tooLate: {
    en: 'This can no longer be taken back. Call us if it was a mistake.',
    uk: 'Це вже не можна скасувати. Якщо це помилка, зателефонуйте нам.',
    ru: 'Это уже нельзя отменить. Если это ошибка, позвоните нам.',
  },
} as const satisfies Record<string, Localized>;
