import * as z from 'zod';
import { endpoint } from './endpoint.ts';

const reads = { record: 'requests', purpose: 'service_desk' } as const;

/** To call back; absent where whoever asked has left none. */
export const RequestPhone = z.object({ phone: z.string().optional() });
export type RequestPhone = z.infer<typeof RequestPhone>;
/** Told to who has it, to who runs the desk where it is not sensitive, and while it is open. */
export const readRequestPhone = endpoint({
  method: 'GET',
  path: '/api/v1/manager/requests/:requestId/phone',
  answer: RequestPhone,
  reads,
});
