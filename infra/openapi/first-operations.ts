import { DEFAULT_LIST_AGE } from '../../shared/gate/list-age.ts';
import { listDeviceKeys, removeDeviceKey } from '../../shared/messages/device-keys.ts';
import * as gates from '../../shared/messages/gates.ts';
import {
  answerNumberQuestion,
  decideNumberQuestion,
  listNumberQuestions,
} from '../../shared/messages/number-questions.ts';
import { recordOpenings } from '../../shared/messages/openings.ts';
import { issuePass, setPassState } from '../../shared/messages/passes.ts';
import {
  guardSignIn,
  managerSignIn,
  readHousehold,
  residentSignIn,
} from '../../shared/messages/sign-in.ts';
import { EXAMPLE } from './example-values.ts';
import { type Operation, operation } from './operation.ts';

const sentCode = { digits: 6, expiresInSeconds: 300, resendAfterSeconds: 60 };
const household = {
  residents: [
    {
      residentId: EXAMPLE.residentId,
      houseId: EXAMPLE.houseId,
      maskedName: '王**',
      compoundName: '锦苑小区',
      houseLabel: '3幢2单元501',
      household: [
        { maskedName: '王**', self: true },
        { maskedName: '李**', self: false },
      ],
    },
  ],
};

type SignIn = typeof residentSignIn | typeof guardSignIn | typeof managerSignIn;
const sessions = ({ requestCode, renewSession, signOut }: SignIn): Operation[] => [
  operation(requestCode, 'session.start', 'Send a one-time code to a phone', {
    body: { phone: EXAMPLE.phone },
    answer: sentCode,
  }),
  operation(renewSession, 'session.renew', 'Renew the session by its renewal cookie', {}),
  operation(signOut, 'session.end', 'Sign out', {}),
];
const signInBody = { phone: EXAMPLE.phone, code: '402913' };

export const OF_RESIDENTS = [
  ...sessions(residentSignIn),
  operation(residentSignIn.signIn, 'session.start', 'Sign in with the one-time code', {
    body: signInBody,
    answer: household,
  }),
  operation(readHousehold, 'household.read', 'The residents whose passes this phone holds', {
    answer: household,
  }),
  operation(
    answerNumberQuestion,
    'number_question.answer',
    'Say whose a number is that was silent for long',
    { body: { since: EXAMPLE.now, isTheirs: true } },
  ),
  operation(issuePass, 'pass.issue', 'Issue, renew or return the pass of a device key', {
    body: { deviceKey: EXAMPLE.compressedKey, proof: EXAMPLE.jws },
    answer: {
      passId: EXAMPLE.passId,
      pass: 'AQEAAQChsgEA',
      notBefore: EXAMPLE.expires - 604_800,
      expires: EXAMPLE.expires,
      renewAfter: EXAMPLE.expires - 302_400,
    },
  }),
  operation(listDeviceKeys, 'device_key.list', 'The devices that hold a pass of a resident', {
    answer: {
      devices: [
        {
          passId: EXAMPLE.passId,
          state: 'active',
          addedAt: EXAMPLE.now,
          renewedAt: EXAMPLE.now,
          expires: EXAMPLE.expires,
        },
      ],
    },
  }),
  operation(removeDeviceKey, 'device_key.remove', 'Withdraw the pass of one device', {
    body: { reason: 'lost_device' },
  }),
];

const guard = {
  staffId: EXAMPLE.staffId,
  maskedName: '赵**',
  grants: [
    { role: 'guard' as const, node: EXAMPLE.compoundId, until: EXAMPLE.now + 31_536_000_000 },
  ],
};
const verdict = { outcome: 'allow', reason: 'ok' } as const;

export const OF_GATES = [
  ...sessions(guardSignIn),
  operation(guardSignIn.signIn, 'session.start', 'Sign in with the one-time code', {
    body: signInBody,
    answer: guard,
  }),
  operation(gates.enrolGateDevice, 'gate_device.enrol', 'Bind a device to the gate of a code', {
    body: {
      code: '4821 7730',
      signingKey: EXAMPLE.compressedKey,
      agreementKey: EXAMPLE.compressedKey,
      proof: EXAMPLE.jws,
    },
    answer: {
      deviceId: EXAMPLE.deviceId,
      gateId: EXAMPLE.gateId,
      gateName: '东门',
      compoundName: '锦苑小区',
      gateSecret: EXAMPLE.jwe,
    },
  }),
  operation(gates.readGateState, 'gate_state.read', 'Status list and rules of a gate, signed', {
    answer: { certificate: EXAMPLE.jws, statusList: EXAMPLE.jws, rules: EXAMPLE.jws },
  }),
  operation(gates.startShift, 'shift.start', 'Start a shift for the guard who is signed in', {
    body: {},
    answer: {
      shiftId: EXAMPLE.shiftId,
      guardName: '赵师傅',
      startedAt: EXAMPLE.now,
      endsBy: EXAMPLE.now + 50_400_000,
      shiftKey: EXAMPLE.jwe,
      handOverNote: '3 幢快递放门岗',
    },
  }),
  operation(gates.endShift, 'shift.end', 'End the shift of this device', {
    body: { handOverNote: '3 幢快递放门岗' },
  }),
  operation(gates.readHolders, 'holders.read', 'Masked names and the no-phone lane, encrypted', {
    answer: { holders: EXAMPLE.jwe, lane: EXAMPLE.jwe },
  }),
  operation(gates.recordScans, 'scan.record', 'Record batches of scans, each exactly once', {
    body: {
      batches: [
        {
          boot: 7,
          batch: 1,
          shiftId: EXAMPLE.shiftId,
          scans: [{ seq: 1, code: 'XQ1:...', direction: 'in', scannedAt: EXAMPLE.now, verdict }],
        },
      ],
    },
    answer: { batches: [{ boot: 7, batch: 1, result: 'recorded', verdicts: [verdict] }] },
  }),
  operation(recordOpenings, 'opening.record', 'Record openings by hand, each exactly once', {
    body: {
      openings: [{ boot: 7, seq: 1, class: 'visitor', building: 3, openedAt: EXAMPLE.now }],
    },
    answer: { openings: [{ boot: 7, seq: 1, result: 'recorded' }] },
  }),
  operation(gates.decideScanOnServer, 'scan.decide', 'Decide one scan for a gate without a brain', {
    body: { boot: 7, seq: 1, code: 'XQ1:...', direction: 'in' },
    answer: { ...verdict, class: 'resident' },
  }),
];

const manager = {
  ...guard,
  maskedName: '周**',
  grants: guard.grants.map((grant) => ({ ...grant, role: 'property_manager' as const })),
};

export const OF_MANAGERS = [
  ...sessions(managerSignIn),
  operation(managerSignIn.signIn, 'session.start', 'Sign in with the one-time code', {
    body: signInBody,
    answer: manager,
  }),
  operation(gates.listGates, 'gate.list', 'The gates of one’s compounds and their devices', {
    answer: {
      gates: [
        {
          gateId: EXAMPLE.gateId,
          name: '东门',
          compoundName: '锦苑小区',
          rules: { version: 1, listAge: DEFAULT_LIST_AGE },
          devices: [{ deviceId: EXAMPLE.deviceId, enrolledAt: EXAMPLE.now }],
        },
      ],
    },
  }),
  operation(gates.createEnrolmentCode, 'enrolment_code.create', 'A code that enrols one device', {
    answer: { code: '48217730', expiresAt: EXAMPLE.now + 86_400_000 },
  }),
  operation(gates.unenrolGateDevice, 'gate_device.unenrol', 'End the enrolment of a device', {}),
  operation(gates.listReplayPairs, 'replay_pair.list', 'Showings that two devices let in', {
    answer: {
      pairs: [
        {
          passId: EXAMPLE.passId,
          slot: EXAMPLE.now / 5_000,
          scans: [
            { gateId: 'gat_1_1', deviceId: EXAMPLE.deviceId, scannedAt: EXAMPLE.now },
            {
              gateId: 'gat_1_2',
              deviceId: 'dev_1_zyxwvtsrqpnmkjhg',
              scannedAt: EXAMPLE.now + 2_000,
            },
          ],
          reportedAt: EXAMPLE.now + 60_000,
        },
      ],
    },
  }),
  operation(
    listNumberQuestions,
    'number_question.list',
    'The numbers that were silent for long and are used now',
    {
      answer: {
        questions: [
          {
            residentId: EXAMPLE.residentId,
            houseId: EXAMPLE.houseId,
            maskedName: '王**',
            since: EXAMPLE.now,
          },
        ],
      },
    },
  ),
  operation(
    decideNumberQuestion,
    'number_question.decide',
    'Say whose a number is that was silent for long',
    { body: { since: EXAMPLE.now, isTheirs: true } },
  ),
  operation(setPassState, 'pass.set_state', 'Suspend, resume or withdraw a pass', {
    body: { state: 'suspended', reason: 'lost_device' },
  }),
];
