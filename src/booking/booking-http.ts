import { endpoint, nothing, type Endpoint } from '../platform/endpoint.ts';
import { parseParam } from '../platform/parse.ts';
import { bookSchema, cancelSchema, moveSchema, type BookingService } from './booking-service.ts';

export const bookingEndpoints = ({ booking }: { booking: BookingService }): Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/api/v1/slots/:id/bookings',
    body: bookSchema,
    handle: async (call) => {
      const made = await booking.book(call.act('booking.book'), parseParam(call.req, 'id'), call.input);
      call.res.status(201).location(`/api/v1/bookings/${made.bookingId}`).json(made);
    },
  }),
  {
    method: 'post',
    path: '/api/v1/bookings/:id/confirm',
    body: nothing,
    handle: async (call) => {
      call.res.json(await booking.confirm(call.act('booking.confirm'), parseParam(call.req, 'id')));
    },
  },
  {
    method: 'post',
    path: '/api/v1/bookings/:id/extend',
    body: nothing,
    handle: async (call) => {
      call.res.json(await booking.extend(call.act('booking.extend'), parseParam(call.req, 'id')));
    },
  },
  endpoint({
    method: 'post',
    path: '/api/v1/bookings/:id/cancel',
    body: cancelSchema,
    handle: async (call) => {
      call.res.json(await booking.cancel(call.act('booking.cancel'), parseParam(call.req, 'id'), call.input));
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/bookings/:id/move',
    body: moveSchema,
    handle: async (call) => {
      const made = await booking.move(call.act('booking.move'), parseParam(call.req, 'id'), call.input);
      call.res.status(201).location(`/api/v1/bookings/${made.bookingId}`).json(made);
    },
  }),
];
