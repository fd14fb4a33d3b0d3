import type { IntakeService } from '../case-file/intake-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { radioGroup, type EnteredField } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { pathChoiceSchema, type PathChoice } from '../route/path.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { HUB_WORDS, MODE_WORDS, optionsOf } from './words.ts';

interface Dependencies {
  intake: IntakeService;
  loadCase: LoadCaseDesk;
  /** Every path that a version of the route offers. */
  listPaths: (routeRef: string) => readonly PathChoice[];
}

type Field = (name: string, initial?: string) => EnteredField;

/** Her way through the alternatives of the route. What does not go together is refused with the reason. */
export const casePathEndpoints = (send: SendPage, { intake, loadCase, listPaths }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/path',
    act: 'case-file.choose-path',
    schema: pathChoiceSchema,
    load: loadCase,
    render: (desk, state) =>
      casePage(
        desk,
        'Choose her path',
        filledForm(state, {
          action: `${caseAddress(desk.view.caseFileId)}/path`,
          submit: 'Choose this path',
          body: (field) => pathFields(field, desk, listPaths(desk.view.routeRef)),
          beside: backToCase(desk.view.caseFileId),
        }),
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await intake.choosePath(act, id, input);
      return withNotice(caseAddress(id), 'path');
    },
  });

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function pathFields(field: Field, { view: { path }, names }: CaseDesk, choices: readonly PathChoice[]): Html {
  const crossings = (of: 'entryCrossing' | 'exitCrossing') =>
    distinct(choices.map((choice) => choice[of])).map((id) => ({
      value: id,
      text: names.crossing(id),
      hint: hintOf(choices, of, id),
    }));
  const words = (table: Record<string, string>, of: 'hub' | 'mode' | 'exitMode') =>
    optionsOf(table, distinct(choices.map((choice) => choice[of])));
  return html`<div class="columns"><div>
${radioGroup({ ...field('hub', path?.hub), label: 'From which city', options: words(HUB_WORDS, 'hub'), required: true })}
${radioGroup({ ...field('mode', path?.mode), label: 'How she comes to the Polish border', options: words(MODE_WORDS, 'mode'), required: true })}
${radioGroup({ ...field('entryCrossing', path?.entryCrossing), label: 'Where she enters Poland', options: crossings('entryCrossing'), required: true })}
</div><div>
${radioGroup({ ...field('exitCrossing', path?.exitCrossing), label: 'Where she enters Ukraine, and is met', options: crossings('exitCrossing'), required: true })}
${radioGroup({ ...field('exitMode', path?.exitMode), label: 'How she crosses there', options: words(MODE_WORDS, 'exitMode'), required: true })}
</div></div>`;
}

/** Which cities and modes a crossing goes with, so that few tries are needed. */
function hintOf(choices: readonly PathChoice[], of: 'entryCrossing' | 'exitCrossing', id: string): string {
  const here = choices.filter((choice) => choice[of] === id);
  const list = (words: readonly (string | undefined)[]): string => distinct(words).join(' or ');
  if (of === 'exitCrossing') return list(here.map(({ exitMode }) => MODE_WORDS[exitMode]));
  return `from ${list(here.map(({ hub }) => HUB_WORDS[hub]))}, by ${list(here.map(({ mode }) => MODE_WORDS[mode]))}`;
}
