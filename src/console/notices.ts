/** What a page says after an act was done. An address carries only the key, so nobody can put words on our pages. */
const NOTICES: Record<string, string> = {
  opened: 'The case file is open.',
  corrected: 'The correction is saved.',
  noted: 'The note is saved.',
  proof: 'The proof is recorded. Tell her the proof code; it can be read below.',
  path: 'Her path is chosen.',
  held: 'The place is held. Confirm it before the time is over.',
  booked: 'The place is booked.',
  confirmed: 'The hold is now a booking.',
  extended: 'The hold is longer now.',
  moved: 'The booking is moved. Tell both: they stand on To tell.',
  cancelled: 'The booking is cancelled. Tell both: they stand on To tell.',
  progress: 'The new state is recorded.',
  papers: 'Noted, in your name: you have gone through these papers with her.',
  place: 'Where she is is recorded. Her times count from there.',
  cleared: 'The row is cleared, in your name.',
  ended: 'The case file has ended. Her page now says only: please call us before you travel on.',
  erased: 'The case file is erased. What was hers cannot be read any more.',
  reopened: 'The case file is open again. Her seats are not: book again.',
  checked: 'The caller is checked. For an hour you can give her a link or a card, or change how she is reached.',
  'taken-back': 'It is taken back. Both stay in the history.',
  'taken-back-tell': 'It is taken back. She had been told of it: she stands on To tell.',
  word: 'She has a new meeting word. Tell her: it stands on To tell.',
  told: 'Ticked off, in your name.',
  tried: 'Noted, with the time and your name. Others can call now.',
  'call-left': 'You have put this call down. Others can call now.',
  kept: 'Handed over. Who takes what stands below.',
  revoked: 'It no longer opens anything.',
  saved: 'Saved.',
  created: 'Created.',
  retired: 'Retired. What was booked stays as it is.',
  verified: 'Verified, in your name.',
  assigned: 'The escort is assigned.',
  unassigned: 'Nobody is assigned now; the slot is closed. Whom to tell stands on To tell.',
  'slot-opened': 'The slot is open for booking.',
  'slot-closed': 'The slot is closed for new bookings.',
  'slot-cancelled': 'The slot is cancelled. Whom to tell stands on To tell.',
  'crossing-told': 'Recorded. Everybody whose way it touches stands on To tell.',
  'crossing-recorded': 'Recorded. Within a minute everybody whose way it touches stands on To tell: look there again.',
  'crossing-checked': 'Noted, in your name: what stands of this crossing point holds.',
  'wait-noted': 'The wait is noted.',
  'proposal-accepted': 'Accepted. Whom to tell stands on To tell.',
  'proposal-refused': 'Refused. The seats are free again; nothing of hers has changed.',
  'proposal-undone': 'Undone. Whom to tell stands on To tell.',
  'all-accepted': 'All are accepted. Whom to tell stands on To tell.',
  'some-accepted': 'Those below could not be accepted: look at each. The others are; whom to tell stands on To tell.',
  'access-ended': 'Access has ended, and every session with it.',
  'session-ended': 'That session has ended.',
  role: 'The role is changed. It holds from the next page this person opens.',
};

export type Notice = keyof typeof NOTICES;

export const noticeText = (key: unknown): string | undefined =>
  typeof key === 'string' && Object.hasOwn(NOTICES, key) ? NOTICES[key] : undefined;

/** The address of a page with a notice on it. */
export const withNotice = (address: string, notice: Notice): string =>
  `${address}${address.includes('?') ? '&' : '?'}notice=${notice}`;
