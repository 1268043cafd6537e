import * as z from 'zod';
import { gateOf } from './answer-challenge.ts';

const Told = z.object({
  ticket: z.string().optional(),
  gate: z.string().optional(),
  why: z.enum(['gate_code_old', 'gate_code_unknown', 'not_signed_in']).optional(),
});

/** What the server said of the scan, as it stands after the # of the address. */
export type Scanned =
  | { readonly is: 'ticket'; readonly ticket: string; readonly gateName: string | undefined }
  | { readonly is: 'gate_code_old' | 'gate_code_unknown' | 'not_signed_in' | 'nothing' };

export function readScanned(hash: string): Scanned {
  const told = Told.safeParse(Object.fromEntries(new URLSearchParams(hash.replace(/^#/, ''))));
  if (!told.success) return { is: 'gate_code_unknown' };
  const { ticket, gate, why } = told.data;
  if (why !== undefined) return { is: why };
  if (ticket === undefined) return { is: 'nothing' };
  if (gateOf(ticket) === undefined) return { is: 'gate_code_unknown' };
  return { is: 'ticket', ticket, gateName: gate };
}
