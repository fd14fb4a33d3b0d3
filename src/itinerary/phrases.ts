import type { Language, Localized } from '../platform/language.ts';

/** Fills `{name}` and the like; a place that is not given stays visible, so that a test notices it. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);

/** Words of her page. None says why she travels: a phone may be searched on the way. */
export const WORDS = {
  title: { en: 'Your way', uk: 'Ваша дорога', ru: 'Ваша дорога' },
  leave: { en: 'Close this page', uk: 'Закрити сторінку', ru: 'Закрыть страницу' },
  updated: { en: 'As of', uk: 'Станом на', ru: 'По состоянию на' },
  changed: { en: 'Your meeting has changed', uk: 'Вашу зустріч змінено', ru: 'Ваша встреча изменилась' },
  was: { en: 'Was', uk: 'Було', ru: 'Было' },
  nowIs: { en: 'Now', uk: 'Тепер', ru: 'Теперь' },
  now: { en: 'Now', uk: 'Зараз', ru: 'Сейчас' },
  next: { en: 'Next', uk: 'Далі', ru: 'Дальше' },
  youAreMet: { en: 'You will be met', uk: 'Вас зустрінуть', ru: 'Вас встретят' },
  until: { en: 'until', uk: 'до', ru: 'до' },
  lastChecked: {
    en: 'We last checked this place on {day}.',
    uk: 'Востаннє ми перевіряли це місце {day}.',
    ru: 'Последний раз мы проверяли это место {day}.',
  },
  where: { en: 'Where', uk: 'Де', ru: 'Где' },
  who: { en: 'Who', uk: 'Хто', ru: 'Кто' },
  call: { en: 'Call us', uk: 'Телефон', ru: 'Телефон' },
  say: { en: 'say', uk: 'назвіть', ru: 'назовите' },
  waitForWord: { en: 'Wait until {name} says', uk: 'Чекайте, доки {name} скаже', ru: 'Ждите, пока {name} скажет' },
  earlierWord: {
    en: 'or the word we told you before',
    uk: 'або слово, яке ми казали раніше',
    ru: 'или слово, которое мы называли раньше',
  },
  keepWord: {
    en: 'Do not say it first. Go with nobody else.',
    uk: 'Самі його не кажіть. Ні з ким іншим не йдіть.',
    ru: 'Сами его не говорите. Ни с кем другим не уходите.',
  },
  leaveBy: { en: 'leave at the latest', uk: 'виїхати найпізніше', ru: 'выехать самое позднее' },
  beThereBy: { en: 'be there at the latest', uk: 'бути там найпізніше', ru: 'быть там самое позднее' },
  usually: {
    en: 'On a usual day it is enough to leave',
    uk: 'Зазвичай досить виїхати',
    ru: 'Обычно достаточно выехать',
  },
  estimate: { en: 'our estimate', uk: 'орієнтовно', ru: 'примерно' },
  wait: {
    en: 'The wait can take {from} to {to}.',
    uk: 'Черга може тривати від {from} до {to}.',
    ru: 'Очередь может занять от {from} до {to}.',
  },
  ride: {
    en: 'The ride takes {from} to {to}.',
    uk: 'Дорога займе від {from} до {to}.',
    ru: 'Дорога займёт от {from} до {to}.',
  },
  rest: { en: 'Then rest: {time}.', uk: 'Потім відпочинок: {time}.', ru: 'Потом отдых: {time}.' },
  about: { en: 'about', uk: 'приблизно', ru: 'примерно' },
  afterCurfew: { en: 'after the curfew', uk: 'після комендантської години', ru: 'после комендантского часа' },
  onWith: { en: 'On with {name}', uk: 'Далі разом із вами: {name}', ru: 'Дальше вместе с вами: {name}' },
  meets: { en: '{name} meets you', uk: 'Вас зустріне {name}', ru: 'Вас встретит {name}' },
  behind: { en: 'behind you', uk: 'позаду', ru: 'позади' },
  carry: { en: 'Carry with you', uk: 'Візьміть із собою', ru: 'Возьмите с собой' },
  trouble: {
    en: 'If something goes wrong here',
    uk: 'Якщо тут щось піде не так',
    ru: 'Если здесь что-то пойдёт не так',
  },
  wholeWay: { en: 'The whole way', uk: 'Увесь шлях', ru: 'Весь путь' },
  howEstimated: { en: 'How we estimate', uk: 'Як ми це рахуємо', ru: 'Как мы это считаем' },
  forward: {
    en: 'Here the clock goes forward {hours}',
    uk: 'Тут годинник іде вперед на {hours}',
    ru: 'Здесь часы идут вперёд на {hours}',
  },
  back: {
    en: 'Here the clock goes back {hours}',
    uk: 'Тут годинник іде назад на {hours}',
    ru: 'Здесь часы идут назад на {hours}',
  },
  polish: { en: 'Polish side', uk: 'Польський бік', ru: 'Польская сторона' },
  ukrainian: { en: 'Ukrainian side', uk: 'Український бік', ru: 'Украинская сторона' },
  tellUs: { en: 'Tell us', uk: 'Повідомте нам', ru: 'Сообщите нам' },
  weKnow: { en: 'We know', uk: 'Ми знаємо', ru: 'Мы знаем' },
  takeBack: { en: 'Take this back', uk: 'Скасувати це', ru: 'Отменить это' },
  toCard: { en: 'Your card, to print', uk: 'Ваша картка для друку', ru: 'Ваша карточка для печати' },
  toWay: { en: 'Back to your way', uk: 'Назад до вашої дороги', ru: 'Назад к вашей дороге' },
  printed: { en: 'Printed', uk: 'Надруковано', ru: 'Напечатано' },
  code: {
    en: 'Code for your page. Tell nobody.',
    uk: 'Код вашої сторінки. Нікому не кажіть.',
    ru: 'Код вашей страницы. Никому не говорите.',
  },
  scan: { en: 'Opens your page', uk: 'Відкриває вашу сторінку', ru: 'Открывает вашу страницу' },
  typeCodeAt: { en: 'Type the code at', uk: 'Код уведіть на', ru: 'Код введите на' },
} as const satisfies Record<string, Localized>;

export const MODES = {
  bus: { en: 'by bus', uk: 'автобусом', ru: 'автобусом' },
  taxi: { en: 'by taxi', uk: 'на таксі', ru: 'на такси' },
  car: { en: 'by car', uk: 'автомобілем', ru: 'на машине' },
  foot: { en: 'on foot', uk: 'пішки', ru: 'пешком' },
  truck: { en: 'by truck', uk: 'вантажівкою', ru: 'на грузовике' },
  rail: { en: 'by train', uk: 'потягом', ru: 'поездом' },
} as const satisfies Record<string, Localized>;

const UNITS: Record<Language, { hours: string; minutes: string }> = {
  en: { hours: 'h', minutes: 'min' },
  uk: { hours: 'год', minutes: 'хв' },
  ru: { hours: 'ч', minutes: 'мин' },
};

/** `19 h 30 min`, in short words. */
export function sayMinutes(minutes: number, language: Language): string {
  const { hours, minutes: unit } = UNITS[language];
  const parts = [
    [Math.floor(minutes / 60), hours],
    [minutes % 60, unit],
  ] as const;
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count}\u00a0${word}`] : [])).join(' ') || `0\u00a0${unit}`;
}

const hoursIn = (language: Language) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
const HOURS: Record<Language, Intl.NumberFormat> = { en: hoursIn('en'), uk: hoursIn('uk'), ru: hoursIn('ru') };

/** `1 hour`, `2 години`, in whole words. */
export const sayHours = (hours: number, language: Language): string => HOURS[language].format(hours);
