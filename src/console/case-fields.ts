import { CHANNELS, LANGUAGES, LARGEST_PARTY } from '../case-file/case-file.ts';
import { numberField, radioGroup, textArea, textField, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { CHANNEL_WORDS, LANGUAGE_WORDS, optionsOf } from './words.ts';

type Field = (name: string, initial?: string) => EnteredField;
export type CaseValues = Partial<Record<string, string>>;

const NATIONALITY_HINT = 'Two letters of the passport’s country, such as RU. It decides who may enter.';

/** The fields of a case file, as they are asked on the phone: hers first, then his. */
export const caseFields = (field: Field, now: CaseValues): Html => html`
<div class="columns"><div>
${radioGroup({ ...field('language', now['language']), label: 'Her language', options: optionsOf(LANGUAGE_WORDS, LANGUAGES), across: true, required: true })}
${radioGroup({ ...field('channel', now['channel']), label: 'She came by', options: optionsOf(CHANNEL_WORDS, CHANNELS), across: true, required: true })}
${numberField({ ...field('party', now['party'] ?? '1'), label: 'How many travel together', hint: `1 to ${LARGEST_PARTY}; a larger group is two case files`, more: { min: 1, max: LARGEST_PARTY } })}
${textField({ ...field('travellerName', now['travellerName']), label: 'Her name', hint: 'As in the passport for travel abroad', more: { autocomplete: 'off' } })}
${textField({ ...field('phone', now['phone']), label: 'Her phone', hint: 'With country code, such as +48 000 000 000', type: 'tel', more: { autocomplete: 'off' } })}
${textField({ ...field('email', now['email']), label: 'Her e-mail', type: 'email', more: { autocomplete: 'off' } })}
</div><div>
${textField({ ...field('nationality', now['nationality']), label: 'Nationality', hint: NATIONALITY_HINT, shape: 'brief', more: { maxlength: 2, autocomplete: 'off' } })}
${textArea({ ...field('needs', now['needs']), label: 'What she needs', hint: 'Walking, medicine, a child with her, a fear' })}
${textField({ ...field('detaineeName', now['detaineeName']), label: 'Her son’s name', hint: 'Surname first', more: { autocomplete: 'off' } })}
${textField({ ...field('detaineeBirthYear', now['detaineeBirthYear']), label: 'His year of birth', shape: 'brief', more: { inputmode: 'numeric', autocomplete: 'off' } })}
</div></div>`;
