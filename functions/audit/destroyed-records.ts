import * as z from 'zod';
import { CERTIFICATE_PREFIX, emergencyIn } from '../platform/destruction-key.ts';

type Item = Readonly<Record<string, unknown>>;

/** How many sealed records of an emergency are gone, and how many its certificate counts. */
export type DestroyedRecords = {
  readonly emergency: string;
  readonly records: number;
  readonly certified: number | undefined;
};

const Certificate = z.object({
  sk: z.string().startsWith(CERTIFICATE_PREFIX),
  emergencyId: z.string(),
  done: z.object({ key: z.number() }),
  counted: z.record(z.string(), z.number()).optional(),
});

/** Where what is known of people lies: one record a person. */
const RECORDS = '#record#';

/** What emergencies knew that is over, among the records of a table. */
export class Destroyed {
  readonly #counted = new Map<string, number | undefined>();
  readonly #gone = new Map<string, number>();

  /** Takes notice of a certificate; anything else is none. */
  noteItem(item: Item): void {
    const certificate = Certificate.safeParse(item).data;
    if (certificate === undefined) return;
    this.#counted.set(certificate.emergencyId, certificate.counted?.record);
    this.#gone.set(certificate.emergencyId, 0);
  }

  /** Whether a record that is gone is gone by the destruction of its emergency; counts it if so and it was somebody’s. */
  explains({ pk }: { readonly pk: string }): boolean {
    const emergency = emergencyIn(pk);
    const gone = emergency === undefined ? undefined : this.#gone.get(emergency);
    if (emergency === undefined || gone === undefined) return false;
    if (pk.includes(RECORDS)) this.#gone.set(emergency, gone + 1);
    return true;
  }

  counts(): readonly DestroyedRecords[] {
    return [...this.#gone].map(([emergency, records]) => ({
      emergency,
      records,
      certified: this.#counted.get(emergency),
    }));
  }
}
