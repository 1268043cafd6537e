import type { streetZh } from './zh.ts';

export const streetEn: Record<keyof typeof streetZh, string> = {
  street: 'Street',
  streetWhat: 'One row a compound, in numbers and without a rank. Counted about every 15 minutes.',
  streetSum: '{compounds} compounds, {attention} need a look',
  attentionOnly: 'Only those that need a look',
  attention: 'To look at',
  attention_silent_gates: '{n} gates are silent',
  attention_gates_without_device: '{n} gates without a device',
  attention_to_dos: '{n} to review',
  attention_not_counted: 'Not counted yet',
  attentionNone: 'Nothing',
  streetGates: 'Gates (with device/all)',
  passesActive: 'Active passes',
  passesSuspended: 'Suspended',
  entriesCountToday: 'Entries today',
  entranceOnly: 'Single entrance',
  countedAt: 'Counted',
  streetNone: 'No compound needs a look.',
};
