import { z } from 'zod';
import type { Endpoint } from '../platform/endpoint.ts';
import { parseBody, parseParam } from '../platform/parse.ts';
import { bookSchema, cancelSchema, moveSchema, type BookingService } from './booking-service.ts';

const nothing = z.strictObject({});

export const bookingEndpoints = ({ booking }: { booking: BookingService }): Endpoint[] => [
  {
    method: 'post',
    path: '/api/v1/slots/:id/bookings',
    handle: async (call) => {
      const input = parseBody(bookSchema, call.req);
      const made = await booking.book(call.act('booking.book'), parseParam(call.req, 'id'), input);
      call.res.status(201).location(`/api/v1/bookings/${made.bookingId}`).json(made);
    },
  },
  {
    method: 'post',
    path: '/api/v1/bookings/:id/confirm',
    handle: async (call) => {
      parseBody(nothing, call.req);
      call.res.json(await booking.confirm(call.act('booking.confirm'), parseParam(call.req, 'id')));
    },
  },
  {
    method: 'post',
    path: '/api/v1/bookings/:id/extend',
    handle: async (call) => {
      parseBody(nothing, call.req);
      call.res.json(await booking.extend(call.act('booking.extend'), parseParam(call.req, 'id')));
    },
  },
  {
    method: 'post',
    path: '/api/v1/bookings/:id/cancel',
    handle: async (call) => {
      const input = parseBody(cancelSchema, call.req);
      call.res.json(await booking.cancel(call.act('booking.cancel'), parseParam(call.req, 'id'), input));
    },
  },
  {
    method: 'post',
    path: '/api/v1/bookings/:id/move',
    handle: async (call) => {
      const input = parseBody(moveSchema, call.req);
      const made = await booking.move(call.act('booking.move'), parseParam(call.req, 'id'), input);
      call.res.status(201).location(`/api/v1/bookings/${made.bookingId}`).json(made);
    },
  },
];
