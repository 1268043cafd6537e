import { base32nopad } from '@scure/base';
import { type GateCode, gateCodeSigningInput, writeGateCode } from '../../shared/code/gate-code.ts';
import { malleated, signDeterministically } from './deterministic-es256.ts';
import { challengeOf, gateDevice, hex, NOW_SLOT, RULES, stranger } from './street.ts';
import type { GateCodeVector } from './vector.ts';

const HOST = 'MA.EXAMPLE.CN';
const LONGEST_HOST = `${'A'.repeat(49)}.CN`;

const fields: GateCode = {
  compound: RULES.compound,
  gate: RULES.gate,
  slot: NOW_SLOT,
  challenge: challengeOf(RULES.gate, NOW_SLOT),
};
const input = gateCodeSigningInput(fields);
const text = writeGateCode(HOST, fields, signDeterministically(gateDevice.privateKey, input));
const HEAD = `HTTPS://${HOST}/G/`;
const bytes = base32nopad.decode(text.slice(HEAD.length));

function read(name: string, code: string, host: string, authentic: boolean): GateCodeVector {
  const { compound, gate, slot, challenge } = fields;
  return {
    name,
    text: code,
    deviceKey: hex(gateDevice.publicKey),
    fields: { host, compound, gate, slot, challenge: hex(challenge) },
    refused: null,
    authentic,
  };
}

function refused(
  name: string,
  code: string,
  reason: GateCodeVector['refused'] = 'malformed',
): GateCodeVector {
  const deviceKey = hex(gateDevice.publicKey);
  return { name, text: code, deviceKey, fields: null, refused: reason, authentic: false };
}

/** The valid code with other bytes from `at` on. */
function replaced(at: number, ...changed: number[]): string {
  const code = Buffer.from(bytes);
  code.set(changed, at);
  return HEAD + base32nopad.encode(code);
}

/** The code that a gate shows, and what is not one. */
export function gateCodeVectors(): GateCodeVector[] {
  const signature = bytes.subarray(18);
  const strangers = signDeterministically(stranger.privateKey, input);
  return [
    read('the code of this slot', text, HOST, true),
    read('the longest host', writeGateCode(LONGEST_HOST, fields, signature), LONGEST_HOST, true),
    read(
      'another host says nothing of the signature',
      text.replace('MA.', 'XX.'),
      'XX.EXAMPLE.CN',
      true,
    ),
    read('a code signed by a stranger', writeGateCode(HOST, fields, strangers), HOST, false),
    refused('a host too long', text.replace(HOST, `A${LONGEST_HOST}`)),
    refused('no host', text.replace(HOST, '')),
    refused('a path in the host', text.replace(HOST, 'MA.CN/X')),
    refused('n − s in the signature', replaced(18, ...malleated(signature))),
    refused('spare bits set', `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'R'}`),
    refused('lower case', text.toLowerCase()),
    refused('padding', `${text}====`),
    refused('a character more', `${text}A`),
    refused('a character less', text.slice(0, -1)),
    refused('a query behind it', `${text}?A`),
    refused('without TLS', text.replace('HTTPS', 'HTTP')),
    refused('a character outside base32', text.replace(/.$/, '1')),
    refused('compound zero', replaced(1, 0, 0)),
    refused('gate zero', replaced(3, 0, 0)),
    refused('a last byte that means nothing yet', replaced(17, 1)),
    refused('another version', replaced(0, 2), 'unknown_version'),
    refused('nothing', ''),
  ];
}
