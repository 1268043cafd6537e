import type { AuditFacts } from '../platform/audit.ts';
import type { Person } from './person.ts';

/** Under which name the service account knows somebody. */
export interface OpenIds {
  findOpenId(person: Person): Promise<string | undefined>;
}

export type WeChatBound = { readonly openId: string; readonly boundAt: number };

export interface WeChatStore extends OpenIds {
  findBinding(person: Person): Promise<WeChatBound | undefined>;
  /** From now until then one asking of theirs, named by its state, can be answered. */
  keepAsking(person: Person, asking: { state: string; until: number }): Promise<void>;
  /** Of several who answer an asking one does; and nobody once it is over. */
  takeAsking(person: Person, state: string, nowMs: number): Promise<boolean>;
  /**
   * What goes to this person's inbox goes to this WeChat too, and of residents, or of staff, to no
   * other account's: whoever bound it before is bound no more.
   * @returns whether somebody was
   */
  bind(person: Person, openId: string, audit: AuditFacts): Promise<'bound' | 'took over'>;
  /** Where nothing is bound nothing changes. */
  unbind(person: Person, audit: AuditFacts): Promise<void>;
}
