import { computed, ref, shallowRef } from 'vue';
import { guardSignIn } from '../../../shared/messages/sign-in.ts';
import { type Api, createApi } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { noteReached } from '../../kit/network.ts';
import { enrolDevice } from '../enrolment/enrol-device.ts';
import type { GuardOpenings } from '../openings/guard-openings.ts';
import { startGuardClock } from './guard-clock.ts';
import { openGuardDatabase } from './guard-database.ts';
import { type GuardPost, openGuardPost } from './guard-post.ts';
import { onlyWindow } from './only-window.ts';
import { strandedOpenings } from './stranded-openings.ts';

export type Gatehouse = Awaited<ReturnType<typeof openGatehouse>>;

/** What fills the screen. */
export type Place = 'enrolment' | 'shift_start' | 'scanner';

/** The whole page: not enrolled yet, between two shifts, or at the scanner. */
async function openGatehouse() {
  const database = await openGuardDatabase();
  const clock = await startGuardClock(database);
  const api: Api = createApi({
    onServerTime: (sample) => clock.learn(sample),
    onReached: noteReached,
    renewSession: guardSignIn.renewSession,
  });
  const edgeApi: Api = createApi();
  const post = shallowRef<GuardPost>();

  const takePost = async (): Promise<void> => {
    const device = await database.get('device', 'current');
    post.value = device && (await openGuardPost({ database, clock, api, edgeApi, device }));
  };
  await takePost();

  const place = computed((): Place => {
    const here = post.value;
    if (here === undefined || here.unenrolled.value) return 'enrolment';
    return here.shift.value === undefined ? 'shift_start' : 'scanner';
  });

  return {
    api,
    post,
    place,
    /** By what the gate believes, for the time shown beside things. */
    time: () => clock.time(),

    async enrol(code: string): Promise<ApiFailure | undefined> {
      const before = post.value;
      await before?.uploader.sendNow();
      const device = await enrolDevice(code, { database, api });
      if (isApiFailure(device)) return device;
      before?.stop();
      await before?.keepWhatIsLeft();
      await takePost();
      return undefined;
    },
  };
}

export type Opening = 'opening' | 'other_window' | 'storage_refused' | 'open';

/** Opens the page's one gatehouse; the reference follows how far it has come. */
export function startGatehouse() {
  const opening = ref<Opening>('opening');
  const gatehouse = shallowRef<Gatehouse>();
  const stranded = shallowRef<GuardOpenings>();
  const strand = (why: 'other_window' | 'storage_refused'): void => {
    opening.value = why;
    void strandedOpenings().then((openings) => {
      stranded.value = openings;
    });
  };
  onlyWindow(() => strand('other_window'))
    .then(openGatehouse)
    .then(
      (opened) => {
        gatehouse.value = opened;
        opening.value = 'open';
      },
      (refused: unknown) => {
        console.error(refused);
        strand('storage_refused');
      },
    );
  return {
    opening,
    gatehouse,
    /** Opens in an emergency on whatever screen there is; undefined where the device is no gate's. */
    emergency: computed((): GuardOpenings | undefined => {
      const here = gatehouse.value;
      if (here === undefined) return stranded.value;
      return here.place.value === 'enrolment' ? undefined : here.post.value?.openings;
    }),
  };
}
