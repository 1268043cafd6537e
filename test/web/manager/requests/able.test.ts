import { describe, expect, it } from 'vitest';
import { deskRowOf } from '../../../../functions/requests/desk-rows.ts';
import { shownRow } from '../../../../functions/requests/shown-request.ts';
import { isAble } from '../../../../functions/requests/team.ts';
import type { Team } from '../../../../shared/messages/desk-settings.ts';
import { ableFor } from '../../../../web/manager/requests/able.ts';
import { aRequest } from '../../../functions/requests/a-request.ts';

const team = (name: string, changed: Partial<Team>): Team => ({
  teamId: 'tea_1_0000000000000001',
  name,
  members: ['stf_0000000000000001'],
  typeIds: ['urgent'],
  areas: [],
  hours: [],
  cap: 5,
  version: 1,
  ...changed,
});
const TEAMS = [
  team('everywhere', {}),
  team('the compound', { areas: ['cmp_1'] }),
  team('its grid', { areas: ['grd_1_1'] }),
  team('another grid', { areas: ['grd_1_2'] }),
  team('its building', { areas: ['bld_1_3'] }),
  team('nobody', { members: [] }),
  team('other work', { typeIds: ['repair'] }),
];
const namesFor = (request: ReturnType<typeof aRequest>) =>
  ableFor(shownRow(deskRowOf(request)), TEAMS).map(({ name }) => name);

describe('who is able to do a request, as the assign list says it', () => {
  it('is a team of its grid and not one of another, as the server itself would choose', () => {
    const able = namesFor(aRequest());
    expect(able).toEqual(['everywhere', 'the compound', 'its grid', 'its building']);
    const within = ['cmp_1', 'grd_1_1', 'bld_1_3'] as const;
    const chosen = TEAMS.filter((one) => isAble(one, 'urgent', within));
    expect(able).toEqual(chosen.map(({ name }) => name));
  });

  it('is no team of a part, where it is the whole compound’s', () => {
    const { gridId: _, buildingId: __, ...everybodys } = aRequest({ building: '' });
    expect(namesFor(everybodys)).toEqual(['everywhere', 'the compound']);
  });

  it('is every team of its kind, where it is sensitive and says no place', () => {
    const row = shownRow(deskRowOf(aRequest({ sensitive: true })));
    expect([row.gridId, row.buildingId, row.building]).toEqual([undefined, undefined, '']);
    expect(ableFor(row, TEAMS).map(({ name }) => name)).toEqual([
      'everywhere',
      'the compound',
      'its grid',
      'another grid',
      'its building',
    ]);
  });
});
