import type { Localized } from '../platform/language.ts';

/** The guide's own words. What it says about the way comes from `data/` and `routes/`. */
export const guideWords = {
  title: { en: 'The way to your son', uk: 'Дорога до сина', ru: 'Дорога к сыну' },
  lead: {
    en: 'If your son is held in Ukraine: what was offered, what is known about the way, and what to ask before you take a single step.',
    uk: 'Якщо вашого сина утримують в Україні: що було запропоновано, що відомо про дорогу і про що запитати, перш ніж зробити бодай один крок.',
    ru: 'Если вашего сына удерживают в Украине: что было предложено, что известно о дороге и о чём спросить, прежде чем сделать хотя бы один шаг.',
  },
  summary: {
    en: 'A guide for relatives: by Kaliningrad or Minsk and through Poland to Kyiv, with sources and dates.',
    uk: 'Путівник для рідних: через Калінінград або Мінськ і Польщу до Києва, з джерелами й датами.',
    ru: 'Путеводитель для родных: через Калининград или Минск и Польшу до Киева, с источниками и датами.',
  },
  languages: { en: 'Languages', uk: 'Мови', ru: 'Языки' },
  contents: { en: 'On this page', uk: 'На цій сторінці', ru: 'На этой странице' },
  callFirst: { en: 'Call before you travel', uk: 'Подзвоніть, перш ніж їхати', ru: 'Позвоните, прежде чем ехать' },
  callWhy: {
    en: 'Buy no ticket before we have told you that your son is held and that someone will meet you at the border. The help costs nothing. Whoever asks you for money is not one of us.',
    uk: 'Не купуйте квитка, доки ми не підтвердимо, що ваш син у полоні і що на кордоні вас зустрінуть. Допомога безкоштовна. Хто просить у вас грошей, той не від нас.',
    ru: 'Не покупайте билет, пока мы не подтвердим, что ваш сын в плену и что на границе вас встретят. Помощь бесплатна. Кто просит у вас денег, тот не от нас.',
  },
  hours: { en: 'Hours', uk: 'Години', ru: 'Часы' },
  email: { en: 'E-mail', uk: 'Пошта', ru: 'Почта' },
  verified: { en: 'Number checked on', uk: 'Номер перевірено', ru: 'Номер проверен' },
  noNumberTitle: {
    en: 'No verified number stands here yet',
    uk: 'Перевіреного номера тут поки немає',
    ru: 'Проверенного номера здесь пока нет',
  },
  noNumber: {
    en: 'We print a number only after someone has called it. Until one stands here, please do not set out, and trust no number that you find elsewhere in our name.',
    uk: 'Ми друкуємо номер лише після того, як хтось за ним подзвонив. Доки його тут немає, будь ласка, не вирушайте і не вірте номерам, які хтось поширює від нашого імені.',
    ru: 'Мы печатаем номер только после того, как кто-то по нему позвонил. Пока его здесь нет, пожалуйста, не отправляйтесь и не верьте номерам, которые кто-то распространяет от нашего имени.',
  },
  before: { en: 'Before step one', uk: 'Перед першим кроком', ru: 'Перед первым шагом' },
  beforeLead: {
    en: 'This is what we know, what we do not know, and since when. Please read it to the end.',
    uk: 'Ось що ми знаємо, чого не знаємо і на який день. Прочитайте, будь ласка, до кінця.',
    ru: 'Вот что мы знаем, чего не знаем и на какой день. Прочитайте, пожалуйста, до конца.',
  },
  way: { en: 'The way, step by step', uk: 'Дорога крок за кроком', ru: 'Дорога шаг за шагом' },
  wayLead: {
    en: 'The order is the statement’s. Each step rests on the one before it: without the confirmation, none of the later ones has a meaning.',
    uk: 'Порядок узято із заяви. Кожен крок спирається на попередній: без підтвердження решта не має сенсу.',
    ru: 'Порядок взят из заявления. Каждый шаг опирается на предыдущий: без подтверждения остальные не имеют смысла.',
  },
  choose: { en: 'You choose', uk: 'На вибір', ru: 'На выбор' },
  or: { en: 'or', uk: 'або', ru: 'или' },
  carry: { en: 'What to carry with you', uk: 'Що взяти із собою', ru: 'Что взять с собой' },
  crossings: {
    en: 'The crossings, as last known',
    uk: 'Пункти пропуску, за останніми даними',
    ru: 'Пункты пропуска, по последним данным',
  },
  ifWrong: {
    en: 'If something goes wrong here',
    uk: 'Якщо тут щось пішло не так',
    ru: 'Если здесь что-то пошло не так',
  },
  closed: { en: 'closed to travellers', uk: 'закрито для подорожніх', ru: 'закрыт для проезжающих' },
  clocks: { en: 'Which clock is meant', uk: 'За яким годинником', ru: 'По каким часам' },
  clocksText: {
    en: 'Minsk and Kaliningrad keep one time all year. Poland and Ukraine put their clocks forward in March and back in October. The clock of your phone may follow the wrong side near a border: look at a clock on the wall.',
    uk: 'Мінськ і Калінінград весь рік живуть за одним часом. Польща й Україна переводять годинники вперед у березні та назад у жовтні. Біля кордону телефон може показувати час не того боку: дивіться на годинник на стіні.',
    ru: 'Минск и Калининград весь год живут по одному времени. Польша и Украина переводят часы вперёд в марте и назад в октябре. У границы телефон может показывать время не той стороны: смотрите на часы на стене.',
  },
  whenWarsaw: { en: 'When it is 12:00 in Warsaw', uk: 'Коли у Варшаві 12:00', ru: 'Когда в Варшаве 12:00' },
  winter: { en: 'in winter', uk: 'узимку', ru: 'зимой' },
  summer: { en: 'in summer', uk: 'улітку', ru: 'летом' },
  asOf: { en: 'As of', uk: 'Станом на', ru: 'По состоянию на' },
  sources: { en: 'Sources', uk: 'Джерела', ru: 'Источники' },
  source: { en: 'Source', uk: 'Джерело', ru: 'Источник' },
  undated: { en: 'no date known', uk: 'дата невідома', ru: 'дата неизвестна' },
  about: { en: 'About this guide', uk: 'Про цей путівник', ru: 'Об этом путеводителе' },
  aboutText: {
    en: 'It gathers what was published, and is no legal or travel advice. Where we are not sure, the words say so. This page keeps nothing about you: no cookie, no script, nothing from other sites. You can print it or save it.',
    uk: 'Він збирає опубліковане і не є юридичною чи туристичною порадою. Де ми не певні, так і написано. Ця сторінка нічого про вас не зберігає: ні кукі, ні скриптів, нічого з інших сайтів. Її можна надрукувати або зберегти.',
    ru: 'Он собирает опубликованное и не является юридическим советом или советом в дорогу. Где мы не уверены, так и написано. Эта страница ничего о вас не сохраняет: ни куки, ни скриптов, ничего с других сайтов. Её можно напечатать или сохранить.',
  },
  compiled: { en: 'Facts gathered on', uk: 'Відомості зібрано', ru: 'Сведения собраны' },
} satisfies Record<string, Localized>;

/** How sure we are, in words; what two sources or an official page say needs none. */
export const confidenceWords: Record<'medium' | 'low', Localized> = {
  medium: {
    en: 'not fully certain: one source, or partly our conclusion',
    uk: 'не цілком певно: одне джерело або частково наш висновок',
    ru: 'не вполне надёжно: один источник или отчасти наш вывод',
  },
  low: {
    en: 'uncertain: sources disagree, or nobody has checked',
    uk: 'непевно: джерела розходяться або ніхто не перевіряв',
    ru: 'ненадёжно: источники расходятся или никто не проверял',
  },
};

export const modeWords: Record<'foot' | 'car' | 'bus' | 'rail', Localized> = {
  foot: { en: 'on foot', uk: 'пішки', ru: 'пешком' },
  bus: { en: 'by bus', uk: 'автобусом', ru: 'на автобусе' },
  car: { en: 'by car or taxi', uk: 'машиною або таксі', ru: 'на машине или такси' },
  rail: { en: 'by train', uk: 'потягом', ru: 'на поезде' },
};

export const cityWords = {
  'Europe/Kaliningrad': { en: 'Kaliningrad', uk: 'Калінінград', ru: 'Калининград' },
  'Europe/Minsk': { en: 'Minsk', uk: 'Мінськ', ru: 'Минск' },
  'Europe/Warsaw': { en: 'Warsaw', uk: 'Варшава', ru: 'Варшава' },
  'Europe/Kyiv': { en: 'Kyiv', uk: 'Київ', ru: 'Киев' },
} satisfies Record<string, Localized>;

export const rideWords: Record<'bus' | 'taxi', Localized> = {
  bus: { en: 'bus', uk: 'автобус', ru: 'автобус' },
  taxi: { en: 'taxi', uk: 'таксі', ru: 'такси' },
};
