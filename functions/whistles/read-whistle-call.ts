import type { WhistleCall } from '../../shared/messages/whistles.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type ByLink, calledByLink, type LinkPorts } from './called-by-link.ts';
import { shownCall } from './shown-whistle.ts';

/** What a department is asked, by when, and what everybody else who was called has said. */
export async function readWhistleCall(
  ports: LinkPorts,
  by: ByLink,
): Promise<WhistleCall | Failure> {
  const called = await calledByLink(ports, by);
  if (isFailure(called)) return called;
  return shownCall(called.whistle, called.own, called.department);
}
