import type { PlantedFault } from './planted-fault.ts';

export const AUDIT_FAULTS: readonly PlantedFault[] = [
  {
    name: 'an act leaves no audit entry',
    file: 'src/audit/act-service.ts',
    find: 'await audit.insert({ _id: ids.id(), at: now, actor, what, which, fields: done.fields ?? [], requestId });',
    put: '',
    tests: ['test/access/staff.test.ts'],
  },
  {
    name: 'a repeated act is done again',
    file: 'src/audit/act-service.ts',
    find: 'if (before) return keptReply<T>(act, before);',
    put: '',
    tests: ['test/booking/booking-service.test.ts'],
  },
  {
    name: 'a key that is used again for another body gets the old reply',
    file: 'src/audit/act-service.ts',
    find: 'if (record.body !== act.body) throw new KeyReused();',
    put: '',
    tests: ['test/booking/booking-service.test.ts'],
  },
  {
    name: 'a kept reply is sealed under the house’s key and outlives the family’s',
    file: 'src/audit/act-service.ts',
    find: 'reply: sealer.seal(`reply/${act.id}`',
    put: 'reply: keys.house.seal(`reply/${act.id}`',
    tests: ['test/audit/act-service.test.ts'],
  },
  {
    name: 'reading what is personal leaves no audit entry',
    file: 'src/audit/record-reading-service.ts',
    find: 'audit.insert({ _id: ids.id(), at: clock(), actor, what, which, fields, requestId });',
    put: 'Promise.resolve(void { audit, clock, ids, actor, what, which, fields, requestId });',
    tests: ['test/escort/escort-service.test.ts'],
  },
];
