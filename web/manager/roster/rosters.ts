import { computed, ref } from 'vue';
import { ImportId } from '../../../shared/ids.ts';
import {
  exportLedger,
  FILE_NAME_HEADER,
  type ImportState,
  listRosterImports,
  type RosterImport,
  type RosterPreview,
  readRosterImport,
  uploadRoster,
} from '../../../shared/messages/rosters.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { inThisTab } from '../../kit/remembered.ts';
import { useCompound } from '../app/compound.ts';
import { EVERY_MS, queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

export const IMPORTS = 'roster-imports';
export const IMPORT = 'roster-import';

/** A file takes its time on the way, and its rows when it has arrived. */
const SENT_WITHIN_MS = 60_000;
const WRITTEN_WITHIN_MS = 30_000;
/** What is awaited is asked for often. */
const AT_WORK_EVERY_MS = 2_000;

const AT_WORK: readonly ImportState[] = ['confirmed', 'importing', 'withdrawing'];
export const isAtWork = ({ state }: Pick<RosterImport, 'state'>): boolean =>
  AT_WORK.includes(state);

/** Which roster the page shows: kept in the tab, so that a reload comes back to it. */
const SHOWN = 'xq-manager-roster';
export const shownId = ref<ImportId | undefined>(ImportId.safeParse(inThisTab.get(SHOWN)).data);
export function showImport(id: ImportId | undefined): void {
  shownId.value = id;
  if (id === undefined) inThisTab.remove(SHOWN);
  else inThisTab.set(SHOWN, id);
}

export async function lookAgain(): Promise<void> {
  await Promise.all(
    [IMPORTS, IMPORT].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  );
}

/** As the answer that has just come says: what is awaited is asked for again soon. */
const soonIf = (isAwaited: boolean | undefined): number =>
  isAwaited === true ? AT_WORK_EVERY_MS : EVERY_MS;

/** The rosters of the compound that the console shows. */
export function useImports() {
  const { place } = useCompound();
  const key = () => [IMPORTS, place.value?.compoundId];
  const asked = useAnswer({
    key,
    when: () => place.value !== undefined,
    everyMs: () => soonIf(queryClient.getQueryData<Imports>(key())?.imports.some(isAtWork)),
    ask: () =>
      api.call(listRosterImports, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
  const imports = computed(() => asked.answer.value?.imports ?? []);
  return { ...asked, imports, place };
}
type Imports = { readonly imports: readonly RosterImport[] };

/** The one that the page shows, and how far it is. */
export function useShownImport() {
  const key = () => [IMPORT, shownId.value];
  return useAnswer({
    key,
    when: () => shownId.value !== undefined,
    everyMs: () => {
      const shown = queryClient.getQueryData<RosterPreview>(key())?.import;
      return soonIf(shown !== undefined && isAtWork(shown));
    },
    ask: () => api.call(readRosterImport, { params: { importId: shownId.value ?? '' } }),
  });
}

/** Sends a file and shows what it says. */
export async function sendRoster(
  compoundId: string,
  file: File,
): Promise<RosterPreview | ApiFailure> {
  const answer = await api.call(uploadRoster, {
    params: { compoundId },
    body: new Uint8Array(await file.arrayBuffer()),
    headers: { [FILE_NAME_HEADER]: encodeURIComponent(file.name) },
    timeoutMs: SENT_WITHIN_MS,
  });
  if (!isApiFailure(answer)) {
    queryClient.setQueryData([IMPORT, answer.import.importId], answer);
    showImport(answer.import.importId);
    await queryClient.invalidateQueries({ queryKey: [IMPORTS] });
  }
  return answer;
}

/** Puts the ledger where the browser puts what is downloaded. */
export async function saveLedger(compoundId: string, name: string): Promise<true | ApiFailure> {
  const file = await api.call(exportLedger, {
    params: { compoundId },
    body: { purpose: 'export' },
    timeoutMs: WRITTEN_WITHIN_MS,
  });
  if (isApiFailure(file)) return file;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
