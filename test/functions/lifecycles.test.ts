import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANNOUNCEMENT_LIFECYCLE } from '../../functions/announcements/announcement.ts';
import { DOOR_LIFECYCLE } from '../../functions/doors/door.ts';
import { HAND_OVER_LIFECYCLE } from '../../functions/duty/hand-over.ts';
import { ENROLMENT_CODE_LIFECYCLE } from '../../functions/gates/enrolment-code.ts';
import { GATE_DEVICE_LIFECYCLE } from '../../functions/gates/gate-device.ts';
import { OPENING_LIFECYCLE } from '../../functions/gates/opening.ts';
import { SCAN_BATCH_LIFECYCLE } from '../../functions/gates/scan-batch.ts';
import { SHIFT_LIFECYCLE } from '../../functions/gates/shift.ts';
import { SINGLE_ENTRANCE_LIFECYCLE } from '../../functions/gates/single-entrance.ts';
import { MOVING_OUT_LIFECYCLE } from '../../functions/houses/moving-out.ts';
import { TENANCY_LIFECYCLE } from '../../functions/houses/tenancy.ts';
import { SENDING_LIFECYCLE } from '../../functions/notifications/delivery.ts';
import { PASS_LIFECYCLE } from '../../functions/passes/pass-lifecycle.ts';
import { COMPANY_LIFECYCLE } from '../../functions/permissions/company.ts';
import { PHOTO_LIFECYCLE } from '../../functions/photos/photo.ts';
import { ADVANCE_LIFECYCLE, HANDED_OVER_LIFECYCLE } from '../../functions/requests/matters.ts';
import { DOOR_CARD_LIFECYCLE } from '../../functions/residents/door-card.ts';
import { HOUSE_PIN_LIFECYCLE } from '../../functions/residents/house-pin.ts';
import { JOIN_REQUEST_LIFECYCLE } from '../../functions/residents/join-request.ts';
import { NUMBER_QUESTION_LIFECYCLE } from '../../functions/residents/number-question.ts';
import { PROXY_LIFECYCLE } from '../../functions/residents/proxy.ts';
import { RESIDENT_LIFECYCLE } from '../../functions/residents/resident.ts';
import { SPECIAL_CARE_LIFECYCLE } from '../../functions/residents/special-care.ts';
import { IMPORT_LIFECYCLE } from '../../functions/roster/roster-import.ts';
import { INVITATION_LIFECYCLE } from '../../functions/visitors/invitation.ts';
import { CALLED_LIFECYCLE, WHISTLE_LIFECYCLE } from '../../functions/whistles/whistle.ts';
import { REQUEST_STEPS } from '../../shared/desk/request-lifecycle.ts';
import { CHANGE_STEPS } from '../../shared/emergency/change-lifecycle.ts';
import { DESTRUCTION_STEPS } from '../../shared/emergency/destruction-steps.ts';
import { EMERGENCY_STEPS } from '../../shared/emergency/emergency-lifecycle.ts';
import { ALL_PASS_REASONS } from '../../shared/messages/passes.ts';

type Step = { from: readonly string[]; to?: string; by: readonly string[] };
const page = readFileSync(join(import.meta.dirname, '../../docs/lifecycles.md'), 'utf8');

/** The rows of the table under a heading: from, to, by. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^\| (.+) \| (.+) \| (.+) \|$/gm)]
    .map(([, ...cells]) => cells.map((cell) => cell.trim()))
    .filter(([from]) => from !== 'From');
}
const rowsOf = (
  table: readonly { from: string; to: string; by: string | readonly string[] }[],
): string[][] => table.map(({ from, to, by }) => [from, to, [by].flat().join(', ')]);

const destructionRows = DESTRUCTION_STEPS.map(({ step, by }, n) => ({
  from: DESTRUCTION_STEPS[n - 1]?.step ?? 'none',
  to: step,
  by,
}));

const changeRows = Object.values(CHANGE_STEPS).map(({ from, to, by }) => ({
  from: from.join(', '),
  to,
  by,
}));

describe('the page of lifecycles', () => {
  it.each([
    ['Gate device', GATE_DEVICE_LIFECYCLE],
    ['Door', DOOR_LIFECYCLE],
    ['Enrolment code', ENROLMENT_CODE_LIFECYCLE],
    ['Shift', SHIFT_LIFECYCLE],
    ['Announcement', ANNOUNCEMENT_LIFECYCLE],
    ['Destruction', destructionRows],
    ['A change of health statuses', changeRows],
    ['Hand-over', HAND_OVER_LIFECYCLE],
    ['Single entrance', SINGLE_ENTRANCE_LIFECYCLE],
    ['Batch of scans', SCAN_BATCH_LIFECYCLE],
    ['Opening by hand', OPENING_LIFECYCLE],
    ['Tenancy', TENANCY_LIFECYCLE],
    ['Moving out', MOVING_OUT_LIFECYCLE],
    ['Invitation', INVITATION_LIFECYCLE],
    ['Call on departments', WHISTLE_LIFECYCLE],
    ['Department that was called', CALLED_LIFECYCLE],
    ['Roster', IMPORT_LIFECYCLE],
    ['Number that was silent', NUMBER_QUESTION_LIFECYCLE],
    ['Running of a compound', COMPANY_LIFECYCLE],
    ['Residence', RESIDENT_LIFECYCLE],
    ['Proxy', PROXY_LIFECYCLE],
    ['Request to join', JOIN_REQUEST_LIFECYCLE],
    ['Special care', SPECIAL_CARE_LIFECYCLE],
    ['Photo', PHOTO_LIFECYCLE],
    ['Thing handed over', HANDED_OVER_LIFECYCLE],
    ['Money advanced', ADVANCE_LIFECYCLE],
    ['PIN with the house number', HOUSE_PIN_LIFECYCLE],
    ['Door card', DOOR_CARD_LIFECYCLE],
    ['Message to a phone', SENDING_LIFECYCLE],
  ] as const)('says of a %s what the code says', (heading, table) => {
    expect(rowsUnder(heading)).toEqual(rowsOf(table));
  });

  it.each([
    ['Request', REQUEST_STEPS],
    ['Emergency response', EMERGENCY_STEPS],
  ] as const)('says of a %s what its table of steps says', (heading, table) => {
    const steps: readonly (readonly [string, Step])[] = Object.entries(table);
    const rows = steps.map(([step, { from, to = 'the same', by }]) => [
      from.join(', '),
      to,
      `${by.map((one) => one.replaceAll('_', ' ')).join(', ')}: ${step}`,
    ]);
    expect(rowsUnder(heading)).toEqual(rows);
  });

  it('says of a pass what its conditions are made from, and names every reason', () => {
    const rows = rowsUnder('Pass');
    expect(rows).toEqual(expect.arrayContaining(rowsOf(PASS_LIFECYCLE)));
    expect(rows.filter(([, , by]) => by?.startsWith('property_manager'))).toHaveLength(
      PASS_LIFECYCLE.length,
    );
    for (const reason of ALL_PASS_REASONS) expect(page).toContain(reason);
  });
});
