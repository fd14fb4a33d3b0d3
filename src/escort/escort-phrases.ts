import type { Localized } from '../platform/language.ts';
import type { EscortWordKind } from './escort-word.ts';

/** What he touches, in his own voice. None says why anybody travels: his phone may be looked at too. */
export const WORD_TEXTS: Record<EscortWordKind, Localized> = {
  knows: { en: 'I know', uk: 'Я знаю', ru: 'Я знаю' },
  there: { en: 'I am there', uk: 'Я на місці', ru: 'Я на месте' },
  'with-me': { en: 'She is with me', uk: 'Вона зі мною', ru: 'Она со мной' },
  'not-with-me': { en: 'She is not with me', uk: 'Вона не зі мною', ru: 'Она не со мной' },
  'handed-over': {
    en: 'She has arrived and was met',
    uk: 'Вона приїхала, її зустріли',
    ru: 'Она приехала, её встретили',
  },
  'cannot-come': { en: 'I cannot come', uk: 'Я не зможу приїхати', ru: 'Я не смогу приехать' },
};

export const ESCORT_TEXTS = {
  title: { en: 'Meeting', uk: 'Зустріч', ru: 'Встреча' },
  tellDesk: { en: 'Tell the desk', uk: 'Повідомте координаторів', ru: 'Сообщите координаторам' },
  youSaid: { en: 'You told the desk', uk: 'Ви повідомили координаторів', ru: 'Вы сообщили координаторам' },
  weCall: {
    en: 'The desk has been told and will call you. Please call the desk too.',
    uk: 'Координатори вже знають і зателефонують вам. Будь ласка, зателефонуйте їм і ви.',
    ru: 'Координаторы уже знают и позвонят вам. Пожалуйста, позвоните им и вы.',
  },
  knowsHint: {
    en: '“I know” means: I have read this and I will be there.',
    uk: '«Я знаю» означає: я це прочитав і буду там.',
    ru: '«Я знаю» означает: я это прочитал и буду там.',
  },
  changed: {
    en: 'The meeting has changed. Read it again before you confirm.',
    uk: 'Зустріч змінилася. Перечитайте її, перш ніж підтвердити.',
    ru: 'Встреча изменилась. Перечитайте её, прежде чем подтвердить.',
  },
  notHere: {
    en: 'This case is no longer in this meeting. Call the desk.',
    uk: 'Цієї справи вже немає в цій зустрічі. Зателефонуйте координаторам.',
    ru: 'Этого дела больше нет в этой встрече. Позвоните координаторам.',
  },
  notSent: {
    en: 'This did not arrive. Tap once more, or call the desk.',
    uk: 'Це не надійшло. Натисніть ще раз або зателефонуйте координаторам.',
    ru: 'Это не дошло. Нажмите ещё раз или позвоните координаторам.',
  },
  over: { en: 'This link has ended', uk: 'Це посилання вже не діє', ru: 'Эта ссылка больше не действует' },
  overLead: {
    en: 'Call the desk before you go anywhere.',
    uk: 'Перш ніж кудись їхати, зателефонуйте координаторам.',
    ru: 'Прежде чем куда-то ехать, позвоните координаторам.',
  },
  unknown: {
    en: 'There is nothing at this address',
    uk: 'За цією адресою нічого немає',
    ru: 'По этому адресу ничего нет',
  },
  unknownLead: {
    en: 'Open the link in your calendar again, or call the desk.',
    uk: 'Відкрийте посилання з календаря ще раз або зателефонуйте координаторам.',
    ru: 'Откройте ссылку из календаря ещё раз или позвоните координаторам.',
  },
} as const satisfies Record<string, Localized>;
