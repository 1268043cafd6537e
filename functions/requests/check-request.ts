import type { RequestType } from '../../shared/desk/request-types.ts';
import { type CompoundId, compoundOf, type PhotoId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';

type Asked = {
  readonly typeId: string;
  readonly details: Readonly<Record<string, string>>;
  readonly photos: readonly PhotoId[];
};

/** The type that is asked for, with its fields answered and no others; or what is wrong. */
export function checkRequest(
  types: readonly RequestType[],
  { typeId, details, photos }: Asked,
  compound: CompoundId,
): RequestType | Failure {
  const type = types.find((one) => one.typeId === typeId);
  if (type === undefined) return fail('invalid_input', { field: 'typeId' });
  if (!type.offered) return fail('not_offered');
  const wrong = wrongDetail(type, details);
  if (wrong !== undefined) return fail('invalid_input', { field: `details.${wrong}` });
  const isForeign = photos.some((photo) => compoundOf(photo) !== compound);
  return isForeign ? fail('invalid_input', { field: 'photos' }) : type;
}

function wrongDetail(
  { fields }: RequestType,
  details: Readonly<Record<string, string>>,
): string | undefined {
  const unknown = Object.keys(details).find((name) => !fields.some(({ field }) => field === name));
  if (unknown !== undefined) return unknown;
  return fields.find(({ field, kind, required, choices = [] }) => {
    const given = details[field] ?? '';
    if (given === '') return required;
    if (kind === 'choice') return !choices.includes(given);
    return kind === 'amount' && !/^[0-9]{1,6}(?:\.[0-9]{1,2})?$/.test(given);
  })?.field;
}
