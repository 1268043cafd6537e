import { FIRST_DESK_CALENDAR } from '../../shared/desk/desk-calendar.ts';
import { FIRST_REQUEST_TYPES } from '../../shared/desk/request-types.ts';
import * as desk from '../../shared/messages/desk-settings.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const settings = {
  types: FIRST_REQUEST_TYPES.slice(0, 1),
  calendar: FIRST_DESK_CALENDAR,
  version: 1,
};
const plan = {
  name: '维修',
  members: [EXAMPLE.staffId],
  typeIds: ['repair'],
  areas: [],
  hours: [{ weekday: 1, from: 480, to: 1_080 }],
  cap: 9,
};
const teamId = 'tea_1_0123456789abcdef';

export const OF_DESK_SETTINGS = [
  operation(
    desk.readDeskSettings,
    'desk_settings.read',
    'What can be asked for, and when the desk works',
    { answer: settings },
  ),
  operation(
    desk.setDeskSettings,
    'desk_settings.edit',
    'Change types, deadlines, fields, hours and holidays',
    { body: settings, answer: { version: 2 } },
  ),
  operation(
    desk.listTeams,
    'desk_settings.read',
    'The teams, and who can be in one or be given a task',
    {
      answer: {
        teams: [{ ...plan, teamId, version: 1 }],
        workers: [{ staffId: EXAMPLE.staffId, office: 'property', maskedName: '胡**' }],
      },
    },
  ),
  operation(desk.addTeam, 'desk_settings.edit', 'Add a team: skills, areas, hours, open tasks', {
    body: plan,
    answer: { ...plan, teamId, version: 1 },
  }),
  operation(desk.setTeam, 'desk_settings.edit', 'Change a team', {
    body: { plan, version: 1 },
    answer: { ...plan, teamId, version: 2 },
  }),
  operation(desk.endTeam, 'desk_settings.edit', 'End a team; what its people have, they keep', {}),
];
