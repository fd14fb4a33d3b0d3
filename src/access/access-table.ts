export type Access = 'public' | 'traveller' | 'coordinator' | 'administrator';

/**
 * Who may use which address; an administrator may do all that a coordinator may. The service does not start with an
 * address that is missing here, nor with a line here that leads nowhere.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',

  'GET /sign-in': 'public',
  'GET /sign-in/:token': 'public',
  'POST /sign-in/:token': 'public',
  'GET /sign-in-check': 'public',
  'POST /sign-out': 'coordinator',
  'GET /api/v1/session': 'coordinator',

  'GET /api/v1/staff': 'administrator',
  'POST /api/v1/staff': 'administrator',
  'POST /api/v1/staff/:id/end': 'administrator',
  'POST /api/v1/staff/:id/end-sessions': 'administrator',

  'POST /api/v1/case-files': 'coordinator',
  'GET /api/v1/case-files': 'coordinator',
  'GET /api/v1/case-files/:id': 'coordinator',
  'POST /api/v1/case-files/:id/correct': 'coordinator',
  'POST /api/v1/case-files/:id/path': 'coordinator',
  'POST /api/v1/case-files/:id/word': 'coordinator',
  'POST /api/v1/case-files/:id/proof': 'coordinator',
  'POST /api/v1/case-files/:id/progress': 'coordinator',
  'POST /api/v1/case-files/:id/end': 'coordinator',
  'POST /api/v1/case-files/:id/reopen': 'coordinator',
  'POST /api/v1/case-files/:id/notes': 'coordinator',

  'POST /api/v1/slots/:id/bookings': 'coordinator',
  'POST /api/v1/bookings/:id/confirm': 'coordinator',
  'POST /api/v1/bookings/:id/extend': 'coordinator',
  'POST /api/v1/bookings/:id/cancel': 'coordinator',
  'POST /api/v1/bookings/:id/move': 'coordinator',

  'GET /': 'public',
  'GET /en': 'public',
  'GET /uk': 'public',
  'GET /ru': 'public',
  'GET /feeds/:token.ics': 'public',

  'GET /api/v1/slots': 'coordinator',
  'POST /api/v1/slots': 'coordinator',
  'POST /api/v1/slots/assign': 'coordinator',
  'GET /api/v1/slots/:id': 'coordinator',
  'POST /api/v1/slots/:id/edit': 'coordinator',
  'POST /api/v1/slots/:id/assign': 'coordinator',
  'POST /api/v1/slots/:id/open': 'coordinator',
  'POST /api/v1/slots/:id/close': 'coordinator',
  'POST /api/v1/slots/:id/cancel': 'coordinator',

  'GET /api/v1/series': 'coordinator',
  'POST /api/v1/series': 'coordinator',
  'POST /api/v1/series/:id/edit': 'coordinator',
  'POST /api/v1/series/:id/retire': 'coordinator',

  'GET /api/v1/escorts': 'coordinator',
  'POST /api/v1/escorts': 'coordinator',
  'POST /api/v1/escorts/:id/edit': 'coordinator',
  'POST /api/v1/escorts/:id/retire': 'coordinator',
  'POST /api/v1/escorts/:id/phone': 'coordinator',
  'POST /api/v1/escorts/:id/feeds': 'coordinator',
  'POST /api/v1/escorts/:id/rotate-feed': 'coordinator',

  'GET /api/v1/meeting-points': 'coordinator',
  'POST /api/v1/meeting-points': 'coordinator',
  'POST /api/v1/meeting-points/:id/edit': 'coordinator',
  'POST /api/v1/meeting-points/:id/verify': 'coordinator',
  'POST /api/v1/meeting-points/:id/retire': 'coordinator',

  'GET /api/v1/contacts': 'coordinator',
  'POST /api/v1/contacts': 'administrator',
  'POST /api/v1/contacts/:id/verify': 'administrator',
  'POST /api/v1/contacts/:id/retire': 'administrator',
  'GET /api/v1/escorts/:id/feeds': 'coordinator',
  'POST /api/v1/feeds/:id/revoke': 'coordinator',
};
