import type { Resident } from '../../../functions/residents/index.ts';
import type { Drawing } from './drawing.ts';
import { drawGiven, drawSurname, type Generation } from './names.ts';

/** Somebody of a household, before the house and the number are known. */
export type Person = {
  readonly name: string;
  readonly tie: Resident['tie'];
  readonly class: Resident['class'];
  /** Of a child, the day on which they turn 18. */
  readonly childUntil?: string;
  /** `own` number, the same as the person before, or none. */
  readonly phone: 'own' | 'shared' | 'none';
};

const ELDERS_WITHOUT_PHONE = 3;
/** Every child of the demo turns 18 then. */
const CHILD_UNTIL = '2038-09-01';

function person(
  drawing: Drawing,
  generation: Generation,
  rest: { surname: string; tie: Person['tie']; phone: Person['phone'] },
): Person {
  const name = `${rest.surname}${drawGiven(drawing, generation)}`;
  const lives = rest.tie === 'carer' ? 'household' : 'resident';
  const child = generation === 'child' ? { childUntil: CHILD_UNTIL } : {};
  return { name, tie: rest.tie, class: lives, phone: rest.phone, ...child };
}

/** One elder in three has no phone: the gate must be theirs too. */
const elderPhone = (drawing: Drawing): Person['phone'] =>
  drawing.number(ELDERS_WITHOUT_PHONE) === 0 ? 'none' : 'own';

function family(drawing: Drawing): Person[] {
  const [his, hers] = [drawSurname(drawing), drawSurname(drawing)];
  return [
    person(drawing, 'man', { surname: his, tie: 'owner', phone: 'own' }),
    person(drawing, 'woman', { surname: hers, tie: 'family', phone: 'own' }),
    // A child's pass is kept on a parent's phone.
    person(drawing, 'child', { surname: his, tie: 'family', phone: 'shared' }),
  ];
}

function threeGenerations(drawing: Drawing): Person[] {
  const young = family(drawing);
  const elder = person(drawing, 'grandmother', {
    surname: drawSurname(drawing),
    tie: 'family',
    phone: 'none',
  });
  return [...young, elder];
}

const couple = (drawing: Drawing): Person[] => family(drawing).slice(0, 2);

function elders(drawing: Drawing): Person[] {
  return [
    person(drawing, 'grandfather', { surname: drawSurname(drawing), tie: 'owner', phone: 'own' }),
    person(drawing, 'grandmother', {
      surname: drawSurname(drawing),
      tie: 'family',
      phone: elderPhone(drawing),
    }),
  ];
}

function elderAlone(drawing: Drawing): Person[] {
  const surname = drawSurname(drawing);
  const phone = elderPhone(drawing);
  return [
    person(drawing, 'grandmother', { surname, tie: 'owner', phone }),
    person(drawing, 'woman', { surname: drawSurname(drawing), tie: 'carer', phone: 'own' }),
  ];
}

function tenants(drawing: Drawing): Person[] {
  return Array.from({ length: 1 + drawing.number(3) }, () =>
    person(drawing, drawing.pick(['man', 'woman']), {
      surname: drawSurname(drawing),
      tie: 'tenant',
      phone: 'own',
    }),
  );
}

export function drawHousehold(drawing: Drawing): Person[] {
  return drawing.pick([
    family,
    family,
    threeGenerations,
    couple,
    elders,
    elderAlone,
    tenants,
    tenants,
  ])(drawing);
}

/** Households that guides and tests rely on, by building-unit-room of the first compound. */
export const KNOWN_HOUSEHOLDS: Readonly<Record<string, readonly Person[]>> = {
  '3-2-501': [
    { name: '王建国', tie: 'owner', class: 'resident', phone: 'own' },
    { name: '李敏', tie: 'family', class: 'resident', phone: 'own' },
    {
      name: '王小雨',
      tie: 'family',
      class: 'resident',
      phone: 'shared',
      childUntil: CHILD_UNTIL,
    },
    { name: '王秀英', tie: 'family', class: 'resident', phone: 'none' },
  ],
  '1-1-101': [
    { name: '陈福根', tie: 'owner', class: 'resident', phone: 'own' },
    { name: '周桂珍', tie: 'family', class: 'resident', phone: 'shared' },
  ],
  '2-1-302': [{ name: '欧阳静', tie: 'tenant', class: 'resident', phone: 'own' }],
};
