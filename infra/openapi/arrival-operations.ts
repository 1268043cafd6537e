import * as messages from '../../shared/messages/scan-to-open.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now } = EXAMPLE;
const gateCode = `HTTPS://MA.EXAMPLE.CN/G/${'A'.repeat(132)}`;
const ticket = 'A'.repeat(63);
const gateName = '东门';

/** Scanning a gate's own code. */
export const OF_SCAN_TO_OPEN = [
  operation(messages.openGateCode, 'gate_code.open', 'Where the code on a gate’s screen leads', {}),
  operation(messages.openSmallGateCode, 'gate_code.open', 'The same in small letters', {}),
  operation(
    messages.stampGateTicket,
    'gate_ticket.stamp',
    'A ticket for a gate’s code that the page has scanned itself',
    { body: { gateCode }, answer: { ticket, gateName } },
  ),
  operation(
    messages.openByScan,
    'gate.open_by_scan',
    'Open the gate’s door: the phone’s live code over the challenge of the ticket',
    {
      body: { ticket, code: `XQ1:${'A'.repeat(275)}` },
      answer: { gateName, outcome: 'allow', reason: 'ok', door: 'opened' },
    },
  ),
];

/** For the gate's own screen. */
export const OF_SCREENS = [
  operation(
    messages.readLastOpening,
    'last_opening.read',
    'What became of the last scan of the gate’s screen',
    { answer: { last: { outcome: 'allow', at: now } } },
  ),
];
