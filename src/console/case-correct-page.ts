import { correctCaseSchema, openCaseSchema, PERSONAL_FIELDS, type CorrectCase } from '../case-file/case-file.ts';
import type { CaseView } from '../case-file/case-view.ts';
import type { IntakeService } from '../case-file/intake-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { html } from '../platform/html.ts';
import { note } from '../platform/parts.ts';
import { caseAddress } from './case-cells.ts';
import type { LoadCaseDesk } from './case-desk.ts';
import { caseFields, FIELD_WORDS, type CaseValues } from './case-fields.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import { renderDifferences } from './case-now.ts';
import { similarLinks } from './case-open-page.ts';
import type { SendPage } from './console-frame.ts';
import { readForm } from './entered.ts';
import type { AfterAct, FormState } from './form-page.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { onlyTouched, shownSchema } from './shown-values.ts';

const schema = openCaseSchema
  .omit({ party: true })
  .partial()
  .extend({ party: correctCaseSchema.shape.party, shown: shownSchema });

interface Dependencies {
  intake: IntakeService;
  loadCase: LoadCaseDesk;
}

const valuesOf = ({ language, channel, party, personal }: CaseView): CaseValues => ({
  ...personal,
  ...{ language, channel },
  party: String(party),
});

/** Only what differs from what stands there, so that the audit names the fields that were really changed. */
export function onlyChanged(
  before: CaseValues,
  typed: Record<string, string | string[]>,
  input: CorrectCase,
): CorrectCase {
  const changed = Object.entries(input).filter(([name, value]) => String(value) !== before[name]);
  const emptied = PERSONAL_FIELDS.filter((name) => typed[name] === '' && before[name] !== undefined);
  return { ...Object.fromEntries(changed), ...Object.fromEntries(emptied.map((name) => [name, '' as const])) };
}

/** The fields in which a typed form differs from what stands now. */
const differencesOf = (now: CaseValues, typed: FormState['entered']['values']) =>
  Object.entries(FIELD_WORDS).flatMap(([name, label]) => {
    const row = { label, now: now[name] ?? '', typed: [typed[name] ?? now[name] ?? ''].flat().join(', ') };
    return row.now === row.typed ? [] : [row];
  });

/** Correcting what is known of a family. */
export const caseCorrectEndpoints = (send: SendPage, { intake, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/correct',
    act: 'case-file.correct',
    schema,
    load: loadCase,
    compare: (desk, { entered }) => renderDifferences(differencesOf(valuesOf(desk.view), onlyTouched(entered.values))),
    render: (desk, state) =>
      casePage(
        desk,
        'Correct what is known',
        filledForm(
          { ...state, entered: { ...state.entered, values: onlyTouched(state.entered.values) } },
          {
            action: `${caseAddress(desk.view.caseFileId)}/correct`,
            submit: 'Save the correction',
            hidden: { shown: JSON.stringify(valuesOf(desk.view)) },
            body: (field) =>
              html`<p class="hint">Empty a field to remove what stands there.</p>${caseFields(field, valuesOf(desk.view))}`,
            beside: backToCase(desk.view.caseFileId),
          },
        ),
      ),
    run: async (act, { shown: _, ...input }, call): Promise<AfterAct> => {
      const desk = await loadCase(call);
      const { caseFileId } = desk.view;
      const change = onlyChanged(valuesOf(desk.view), readForm(call), input);
      const { similar } = await intake.correct(act, caseFileId, change);
      const address = withNotice(caseAddress(caseFileId), 'corrected');
      if (similar.length === 0) return address;
      return casePage(
        desk,
        'Saved: perhaps the same family',
        html`${note('warn', html`<p>The same phone number or detainee stands in: ${similarLinks(similar)}</p>`)}<p><a class="btn" href="${address}">Go on</a></p>`,
      );
    },
  });
