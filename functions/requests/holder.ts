import type { Holder, StoredRequest } from './request.ts';

/** Who had it has it no more. */
export const withoutHolder = ({
  assignee: _,
  assigneeMaskedName: _name,
  assigneeOffice: _office,
  assigneeUntil: _until,
  ...request
}: StoredRequest): StoredRequest => request;

export function withHolder(request: StoredRequest, to: Holder): StoredRequest {
  return {
    ...withoutHolder(request),
    assignee: to.staffId,
    assigneeMaskedName: to.maskedName,
    assigneeOffice: to.office,
    ...(to.until === undefined ? {} : { assigneeUntil: to.until }),
  };
}
