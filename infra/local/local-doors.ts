import { doorKeyOf, isDoorPassword } from '../../functions/doors/index.ts';
import { type DataFolder, writeWhole } from './data-folder.ts';
import { type DoorBroker, openDoorBroker } from './door-broker.ts';

/** After the pages and the photos, where that port is free. */
const AFTER_PAGES = 2;

export type LocalDoors = {
  /** What a function says to doors by. */
  readonly httpOrigin: string;
  /** Lets doors come, once there is somebody to take what they say. @returns where they connect */
  open(take: (event: unknown) => Promise<unknown>): Promise<string>;
  readonly stop: DoorBroker['stop'];
};

/** The broker for the doors of this machine; where it is stands in the folder, for `npm run door`. */
export async function prepareDoors(folder: DataFolder, pagesPort: number): Promise<LocalDoors> {
  const doorKey = doorKeyOf(Buffer.from(folder.serverSecret, 'base64url'));
  const broker = await openDoorBroker({
    port: pagesPort + AFTER_PAGES,
    isDoor: (door, password) => isDoorPassword(doorKey, door, password),
  });
  return {
    httpOrigin: broker.httpOrigin,
    open: async (take) => {
      const url = await broker.listen(take);
      writeWhole(folder.path('door-broker'), url);
      return url;
    },
    stop: broker.stop,
  };
}
