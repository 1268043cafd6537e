import { ref, shallowRef } from 'vue';
import { openDeviceRecords } from '../../kit/key-store.ts';
import { EMPTY_WALLET, WALLET_NAME, WALLET_RECORDS, Wallet } from './wallet.ts';

/** All that this page keeps: signing out empties it. */
export const records = openDeviceRecords(WALLET_RECORDS);

/** What this phone holds. Replaced whole, never changed inside: keys do not survive a proxy. */
export const wallet = shallowRef<Wallet>(EMPTY_WALLET);

/** False where the browser keeps nothing: the pass then lives as long as the page is open. */
export const walletIsKept = ref(true);

/** Reads what this phone holds; another tab may have changed it. */
export async function loadWallet(): Promise<void> {
  try {
    const kept = await records.read(WALLET_NAME, Wallet);
    if (walletIsKept.value) wallet.value = kept ?? EMPTY_WALLET;
  } catch {
    walletIsKept.value = false;
  }
}

/** Changes the wallet, on the screen at once and on the phone before it returns. */
export async function changeWallet(change: (before: Wallet) => Wallet): Promise<void> {
  wallet.value = change(wallet.value);
  try {
    await records.write(WALLET_NAME, wallet.value);
    walletIsKept.value = true;
  } catch {
    walletIsKept.value = false;
  }
}

/** Removes every key and pass from this phone, and whatever else the page has kept. */
export async function emptyWallet(): Promise<void> {
  wallet.value = EMPTY_WALLET;
  try {
    await records.clear();
  } catch {
    walletIsKept.value = false;
  }
}
