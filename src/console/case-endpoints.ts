import type { BookingService } from '../booking/booking-service.ts';
import type { IntakeService } from '../case-file/intake-service.ts';
import type { ProgressService } from '../case-file/progress-service.ts';
import type { CallerCheckService } from '../case-file/caller-check-service.ts';
import type { TakeBackService } from '../case-file/take-back-service.ts';
import type { PlaceService } from '../case-file/place-service.ts';
import type { PaperService } from '../itinerary/paper-service.ts';
import { noteSchema, type ReadingService } from '../case-file/reading-service.ts';
import type { ClearingService } from '../clearing/clearing-service.ts';
import type { ErasureService } from '../erasure/erasure-service.ts';
import type { Endpoint } from '../platform/endpoint.ts';
import type { Option } from '../platform/form.ts';
import { html, type Html } from '../platform/html.ts';
import { parseParam } from '../platform/parse.ts';
import type { PathChoice } from '../route/path.ts';
import { caseBookEndpoints } from './case-book-page.ts';
import { caseBookingEndpoints } from './case-booking-page.ts';
import type { SlotStore } from '../slot/slot-store.ts';
import { caseCheckEndpoints } from './case-check-page.ts';
import { caseAddress } from './case-cells.ts';
import { clearedCard } from './case-cleared.ts';
import { caseCorrectEndpoints } from './case-correct-page.ts';
import type { CaseDesk, LoadCaseDesk } from './case-desk.ts';
import { caseEraseEndpoints, renderKeptUntil } from './case-erase-page.ts';
import { caseEndEndpoints, caseReopenEndpoints } from './case-end-page.ts';
import { caseListEndpoints } from './case-list-page.ts';
import { caseOpenEndpoints } from './case-open-page.ts';
import { caseButtonEndpoint, caseFormEndpoints, caseKeys } from './case-form.ts';
import { renderCasePage } from './case-page.ts';
import { casePapersEndpoints } from './case-papers-page.ts';
import { casePathEndpoints } from './case-path-page.ts';
import { casePlaceEndpoints } from './case-place-page.ts';
import { caseProgressEndpoints } from './case-progress-page.ts';
import { caseProofEndpoints } from './case-proof-page.ts';
import { caseTakeBackEndpoints } from './case-take-back-page.ts';
import type { SendPage } from './console-frame.ts';
import type { LoadCaseCards } from './credential-card.ts';
import { withNotice } from './notices.ts';
import type { ListOffers } from './offers.ts';

export interface CaseDependencies {
  booking: BookingService;
  intake: IntakeService;
  progress: ProgressService;
  reading: ReadingService;
  takeBack: TakeBackService;
  callerCheck: CallerCheckService;
  slots: Pick<SlotStore, 'findMany'>;
  loadCase: LoadCaseDesk;
  listOffers: ListOffers;
  loadCards: LoadCaseCards;
  listPaths: (routeRef: string) => readonly PathChoice[];
  place: PlaceService;
  paper: PaperService;
  clearing: Pick<ClearingService, 'listNotes'>;
  erasure: Pick<ErasureService, 'erase' | 'dueAfter'>;
  /** The rides and borders of her path. */
  listPlaces: (view: CaseDesk['view']) => readonly Option[];
}

/** All that is done with case files. The lists stand before the pages that take any id. */
export const caseEndpoints = (send: SendPage, dependencies: CaseDependencies): Endpoint[] => [
  ...caseListEndpoints(send, dependencies),
  ...caseOpenEndpoints(send, dependencies),
  ...casePageEndpoints(send, dependencies),
  ...caseCorrectEndpoints(send, dependencies),
  ...caseProofEndpoints(send, dependencies),
  ...casePathEndpoints(send, dependencies),
  ...casePapersEndpoints(send, dependencies),
  ...caseBookEndpoints(send, dependencies),
  ...caseBookingEndpoints(send, dependencies),
  ...caseProgressEndpoints(send, dependencies),
  ...casePlaceEndpoints(send, dependencies),
  ...caseEndEndpoints(send, dependencies),
  ...caseReopenEndpoints(send, dependencies),
  ...caseTakeBackEndpoints(send, dependencies),
  ...caseCheckEndpoints(send, dependencies),
  ...caseEraseEndpoints(send, dependencies),
];

/** The case file itself: its note form, and the button for a new meeting word. */
const casePageEndpoints = (
  send: SendPage,
  { reading, intake, clearing, erasure, loadCase, loadCards, listPlaces }: CaseDependencies,
): Endpoint[] => [
  ...caseFormEndpoints(send, {
    path: '/console/cases/:id',
    postPath: '/console/cases/:id/notes',
    act: 'case-file.add-note',
    schema: noteSchema,
    load: async (call): Promise<CaseDesk & { cards: Html }> => {
      const desk = await loadCase(call);
      const cleared = clearedCard(await clearing.listNotes(desk.view.caseFileId));
      const kept = renderKeptUntil(desk, erasure.dueAfter);
      return { ...desk, cards: html`${kept}${await loadCards(call, desk)}${cleared}` };
    },
    render: ({ cards, ...desk }, state, call) =>
      renderCasePage(desk, state, { newKeys: () => caseKeys(call, desk), cards, places: listPlaces(desk.view) }),
    run: async (act, input, call) => {
      const id = parseParam(call.req, 'id');
      await reading.addNote(act, id, input);
      return withNotice(caseAddress(id), 'noted');
    },
  }),
  caseButtonEndpoint(send, loadCase, {
    path: '/console/cases/:id/word',
    act: 'case-file.renew-word',
    submit: 'Give her a new word all the same',
    back: (call) => caseAddress(parseParam(call.req, 'id')),
    run: async (act, call) => {
      const id = parseParam(call.req, 'id');
      await intake.renewWord(act, id);
      return withNotice(caseAddress(id), 'word');
    },
  }),
];
