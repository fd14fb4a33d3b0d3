import { checkPapersSchema, type AskedPaper, type PaperService } from '../itinerary/paper-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import { checkboxes } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import { caseAddress } from './case-cells.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { backToCase, caseFormEndpoints, casePage } from './case-form.ts';
import type { SendPage } from './console-frame.ts';
import { filledForm } from './form-parts.ts';
import { withNotice } from './notices.ts';
import { sinceText } from './when.ts';

interface Dependencies {
  paper: PaperService;
  loadCase: LoadCaseDesk;
}

const COUNTRIES: Record<string, string> = { PL: 'Poland', UA: 'Ukraine' };

/** What the borders of her way ask of her, to go through with her: who did, and when; no copy of anything. */
export const casePapersEndpoints = (send: SendPage, { paper, loadCase }: Dependencies): Endpoint[] =>
  caseFormEndpoints(send, {
    path: '/console/cases/:id/papers',
    act: 'case-file.check-papers',
    schema: checkPapersSchema,
    load: async (call): Promise<CaseDesk & { asked: AskedPaper[] }> => {
      const desk = await loadCase(call);
      return { ...desk, asked: await paper.listFor(call.act('case-file.read'), desk.view.caseFileId) };
    },
    render: ({ asked, ...desk }, state) =>
      casePage(
        desk,
        'Her papers',
        html`<p class="lead">Go through them with her and tick what she has. Ask for no copy and no photo: they are dangerous to her.</p>${
          asked.length === 0
            ? html`<p class="empty">Nothing is documented that her way asks of her. Choose her path first, if she has none.</p>${backToCase(desk.view.caseFileId)}`
            : filledForm(state, {
                action: `${caseAddress(desk.view.caseFileId)}/papers`,
                submit: 'I have gone through these with her',
                body: (field) =>
                  checkboxes({
                    ...field('papers'),
                    label: 'What her way asks of her',
                    options: asked.map((each) => optionOf(each, desk.now)),
                  }),
                beside: backToCase(desk.view.caseFileId),
              })
        }`,
      ),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await paper.check(act, id, input);
      return withNotice(caseAddress(id), 'papers');
    },
  });

const optionOf = ({ paper, checked }: AskedPaper, now: Date): { value: string; text: Html; hint: Html } => ({
  value: paper.id,
  text: html`<b>Into ${COUNTRIES[paper.requirement.enters]}:</b> ${paper.fact.en}`,
  hint: html`${checked ? `${checked.by} has gone through it with her, ${sinceText(checked.at, now)}. ` : ''}${paper.appliesTo.en}; as of ${paper.asOf ?? 'no known date'}`,
});
