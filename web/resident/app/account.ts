import { shallowRef } from 'vue';
import {
  type ResidentAccount,
  type ResidentSummary,
  readHousehold,
} from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { changeWallet, wallet } from '../wallet/kept-wallet.ts';
import { Holder } from '../wallet/wallet.ts';
import { api } from './api.ts';

/** Everybody registered behind the phone number that signed in, households masked. */
export const account = shallowRef<ResidentAccount>();

/** Whom the page "is this your home?" is about, when a switch has already chosen. */
export const chosenResident = shallowRef<ResidentSummary>();

export const holderOf = (resident: ResidentSummary): Holder => Holder.parse(resident);

/** Notes who is behind this phone; names and houses on its passes follow. */
export async function noteAccount(read: ResidentAccount): Promise<void> {
  account.value = read;
  if (wallet.value.passes.length === 0) return;
  const residents = read.residents.map(holderOf);
  await changeWallet((before) => ({
    ...before,
    residents,
    passes: before.passes.map((pass) => ({
      ...pass,
      holder:
        residents.find(({ residentId }) => residentId === pass.holder.residentId) ?? pass.holder,
    })),
  }));
}

export async function loadAccount(): Promise<ResidentAccount | ApiFailure> {
  const read = await api.call(readHousehold);
  if (!isApiFailure(read)) await noteAccount(read);
  return read;
}
