import { readRequestPhone } from '../../shared/messages/request-phone.ts';
import * as desk from '../../shared/messages/requests.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const requestId = 'req_1_0123456789abcdef';
const key = '0123456789abcdef';
const HOUR_MS = 3_600_000;
const { now: at, staffId, residentId, houseId } = EXAMPLE;
const words = {
  typeId: 'repair',
  text: '厨房水管漏水',
  details: { where: '家里' },
  photos: [],
};
const shown = {
  requestId,
  typeId: 'repair',
  typeName: '报修',
  at,
  dueAt: at + 24 * HOUR_MS,
} as const;
const worker = { as: 'worker', office: 'property', maskedName: '胡**' } as const;
const submitted = { step: 'submit', at, by: { as: 'requester' } } as const;
const claimed = { step: 'claim', at: at + HOUR_MS, by: worker } as const;

const own = {
  ...shown,
  state: 'claimed',
  version: 2,
  residentId,
  forMaskedName: '王**',
  text: words.text,
  details: words.details,
  photos: [],
  steps: [submitted, claimed],
  handOvers: [],
  advances: [],
  redacted: false,
  canReopen: false,
} as const;
const row = {
  ...shown,
  state: 'claimed',
  version: 2,
  sensitive: false,
  building: '3幢',
  buildingId: 'bld_1_3',
  houseLabel: '3幢2单元501',
  assignee: staffId,
  assigneeMaskedName: '胡**',
  assigneeOffice: 'property',
  openHandOvers: 0,
} as const;
const waiting = {
  ...shown,
  state: 'new',
  version: 1,
  sensitive: false,
  building: '3幢',
  openHandOvers: 0,
} as const;
const staffRequest = {
  ...row,
  forMaskedName: '王**',
  residentId,
  houseId,
  text: words.text,
  details: words.details,
  photos: [],
  steps: [submitted, claimed],
  handOvers: [],
  advances: [],
  redacted: false,
  may: ['return', 'transfer', 'start', 'note'],
} as const;

// Copies, since the answers' types are not read-only.
const copy = <Value>(value: Value) => structuredClone(value);
export const ownAnswer = () => desk.OwnRequest.parse(copy(own));
export const staffAnswer = () => desk.StaffRequest.parse(copy(staffRequest));
const rows = (...all: readonly unknown[]) => desk.RequestRow.array().parse(all);

export const OF_OWN_REQUESTS = [
  operation(desk.readOfferedTypes, 'request.submit', 'What a resident can ask for, and by when', {
    answer: {
      types: [
        {
          typeId: 'repair',
          name: { zh: '报修', en: 'Repair' },
          fields: [
            {
              field: 'where',
              label: { zh: '哪里', en: 'Where' },
              kind: 'choice',
              required: true,
              choices: ['家里', '楼道'],
            },
          ],
          deadline: { minutes: 1_440, by: 'working' },
          dispatch: 'claim',
          sensitive: false,
          offered: true,
        },
      ],
    },
  }),
  operation(desk.submitRequest, 'request.submit', 'Ask for something; the same key again is one', {
    body: { key, ...words },
    answer: ownAnswer(),
  }),
  operation(desk.listOwnRequests, 'own_request.read', 'What a resident asked for, newest first', {
    answer: { requests: [ownAnswer()] },
  }),
  operation(desk.readOwnRequest, 'own_request.read', 'One request and its timeline', {
    answer: ownAnswer(),
  }),
  operation(desk.stepOwnRequest, 'own_request.note', 'Add a word, cancel, rate, reopen once', {
    body: { step: 'note', note: '下午在家' },
    answer: ownAnswer(),
  }),
];

export const OF_DESK = [
  operation(desk.readBoard, 'request.board', 'Open requests by state, the first due first', {
    answer: { requests: rows(row) },
  }),
  operation(desk.readBoardOf, 'request.board', 'Open requests in one state', {
    answer: { requests: rows(row) },
  }),
  operation(desk.readMoreOfBoard, 'request.board', 'What comes after a page of the board', {
    answer: { requests: [] },
  }),
  operation(
    desk.readOpenToMe,
    'request.claim',
    'What waits for somebody and is the caller’s to take',
    {
      answer: { requests: rows(waiting) },
    },
  ),
  operation(desk.readMyTasks, 'request.work', 'The caller’s tasks, and how many they may have', {
    answer: { requests: rows(row), cap: 20 },
  }),
  operation(desk.readRequest, 'request.read', 'One request, and what the caller may do with it', {
    answer: staffAnswer(),
  }),
  operation(readRequestPhone, 'request.phone', 'The number to call back, while it is open', {
    answer: { phone: '+8613800000000' },
  }),
  operation(desk.takeRequest, 'request.take', 'Write a request down for somebody', {
    body: { key, ...words, residentId, heardBy: 'phone' },
    answer: staffAnswer(),
  }),
  operation(
    desk.claimRequest,
    'request.claim',
    'Take it: one of many wins, the others are told who',
    {
      answer: staffAnswer(),
    },
  ),
  operation(desk.workOnRequest, 'request.work', 'A step by whoever has it', {
    body: { key, what: { step: 'start' } },
    answer: staffAnswer(),
  }),
  operation(desk.assignRequest, 'request.assign', 'Give it to somebody', {
    body: { to: staffId },
    answer: staffAnswer(),
  }),
  operation(
    desk.setHotlineNumber,
    'request.hotline_number',
    'Under which number the city’s hotline has the same case',
    { body: { hotlineNumber: 'HZ2611180042', version: 3 }, answer: staffAnswer() },
  ),
  operation(desk.closeRequest, 'request.close', 'A step by whoever runs the desk', {
    body: { step: 'close' },
    answer: staffAnswer(),
  }),
];
