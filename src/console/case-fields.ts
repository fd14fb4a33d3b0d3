import { CHANNELS, LANGUAGES, LARGEST_PARTY } from '../case-file/case-file.ts';
import { numberField, radioGroup, textArea, textField, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { CHANNEL_WORDS, LANGUAGE_WORDS, optionsOf } from './words.ts';

type Field = (name: string, initial?: string) => EnteredField;
export type CaseValues = Partial<Record<string, string>>;

/** What the fields are called, on the form and beside what somebody else wrote. */
export const FIELD_WORDS = {
  language: 'Her language',
  channel: 'She came by',
  party: 'How many travel together',
  travellerName: 'Her name',
  phone: 'Her phone',
  email: 'Her e-mail',
  nationality: 'Nationality',
  needs: 'What she needs',
  detaineeName: 'Her son’s name',
  detaineeBirthYear: 'His year of birth',
};

const NATIONALITY_HINT = 'Two letters of the passport’s country, such as RU. It decides who may enter.';

/** The fields of a case file, as they are asked on the phone: hers first, then his. */
export const caseFields = (field: Field, now: CaseValues): Html => html`
<div class="columns"><div>
${radioGroup({ ...field('language', now['language']), label: FIELD_WORDS.language, options: optionsOf(LANGUAGE_WORDS, LANGUAGES), across: true, required: true })}
${radioGroup({ ...field('channel', now['channel']), label: FIELD_WORDS.channel, options: optionsOf(CHANNEL_WORDS, CHANNELS), across: true, required: true })}
${numberField({ ...field('party', now['party'] ?? '1'), label: FIELD_WORDS.party, hint: `1 to ${LARGEST_PARTY}; a larger group is two case files`, more: { min: 1, max: LARGEST_PARTY } })}
${textField({ ...field('travellerName', now['travellerName']), label: FIELD_WORDS.travellerName, hint: 'As in the passport for travel abroad', more: { autocomplete: 'off' } })}
${textField({ ...field('phone', now['phone']), label: FIELD_WORDS.phone, hint: 'With country code, such as +48 000 000 000', type: 'tel', more: { autocomplete: 'off' } })}
${textField({ ...field('email', now['email']), label: FIELD_WORDS.email, type: 'email', more: { autocomplete: 'off' } })}
</div><div>
${textField({ ...field('nationality', now['nationality']), label: FIELD_WORDS.nationality, hint: NATIONALITY_HINT, shape: 'brief', more: { maxlength: 2, autocomplete: 'off' } })}
${textArea({ ...field('needs', now['needs']), label: FIELD_WORDS.needs, hint: 'Walking, medicine, a child with her, a fear' })}
${textField({ ...field('detaineeName', now['detaineeName']), label: FIELD_WORDS.detaineeName, hint: 'Surname first', more: { autocomplete: 'off' } })}
${textField({ ...field('detaineeBirthYear', now['detaineeBirthYear']), label: FIELD_WORDS.detaineeBirthYear, shape: 'brief', more: { inputmode: 'numeric', autocomplete: 'off' } })}
</div></div>`;
