import { api } from '../platform/api-endpoint.ts';
import { nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { writesOn } from '../platform/resource-http.ts';
import { bookSchema, cancelSchema, moveSchema, type BookingService } from './booking-service.ts';
import { bookingViewSchema as reply, type BookingView } from './booking-view.ts';

const write = writesOn('/api/v1/bookings');
const locate = ({ bookingId }: BookingView): string => `/api/v1/bookings/${bookingId}`;

export const bookingEndpoints = ({ booking }: { booking: BookingService }): Endpoint[] => [
  api({
    method: 'post',
    path: '/api/v1/slots/:id/bookings',
    body: bookSchema,
    ...{ status: 201, reply, locate },
    run: (call) => booking.book(call.act('booking.book'), parseParam(call.req, 'id'), call.input),
  }),
  write('confirm', 'booking.confirm', { body: nothing, reply }, (act, id) => booking.confirm(act, id)),
  write('extend', 'booking.extend', { body: nothing, reply }, (act, id) => booking.extend(act, id)),
  write('cancel', 'booking.cancel', { body: cancelSchema, reply }, (act, id, input) => booking.cancel(act, id, input)),
  api({
    method: 'post',
    path: '/api/v1/bookings/:id/move',
    body: moveSchema,
    ...{ status: 201, reply, locate },
    run: (call) => booking.move(call.act('booking.move'), parseParam(call.req, 'id'), call.input),
  }),
];
