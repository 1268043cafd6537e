import * as z from 'zod';
import { type InvitationLink, OpenedInvitation } from '../../shared/messages/invitations.ts';
import { createSigningKey } from '../kit/device-key.ts';
import { openDeviceRecords } from '../kit/key-store.ts';

/** A key that cannot be taken out of this browser: what it signs is shown at the gate. */
const Key = z.object({
  privateKey: z.instanceof(CryptoKey),
  publicKey: z.instanceof(CryptoKey),
});

const records = openDeviceRecords('xq-visitor');
/** One for all the households of a compound: to them and at the gate it is one phone. */
const keyName = (link: InvitationLink): string => `key#${link.split('.')[0]}`;
const openedName = (link: InvitationLink): string => `opened#${link}`;

let unkept: CryptoKeyPair | undefined;

/** This browser's key for the compound of a link; where nothing can be kept, this page's. */
export async function keyFor(link: InvitationLink): Promise<CryptoKeyPair> {
  try {
    const known = await records.read(keyName(link), Key);
    if (known !== undefined) return known;
    const made = await createSigningKey();
    await records.write(keyName(link), made);
    return made;
  } catch {
    unkept ??= await createSigningKey();
    return unkept;
  }
}

/** Whether what is opened now is gone with the page. */
export const isUnkept = (): boolean => unkept !== undefined;

/** What was opened here before: shown at once, and without a network. */
export const keptOpened = (link: InvitationLink): Promise<OpenedInvitation | undefined> =>
  records.read(openedName(link), OpenedInvitation).catch(() => undefined);

export const keepOpened = (link: InvitationLink, opened: OpenedInvitation): Promise<void> =>
  records.write(openedName(link), opened).catch(() => undefined);

export const forgetOpened = (link: InvitationLink): Promise<void> =>
  records.remove(openedName(link)).catch(() => undefined);
