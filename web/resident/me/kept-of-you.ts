import type { RETENTION } from '../../../shared/retention-classes.ts';
import type { zh } from './kept-words.ts';

export type ClassOfRecord = keyof typeof RETENTION;
type Word = keyof typeof zh;
type KeptOfYou = {
  readonly name: Word;
  readonly why: Word;
  readonly terms: Word;
  /** The classes of shared/retention-classes.ts that it speaks of. */
  readonly classes: readonly ClassOfRecord[];
};

/** What is kept of a resident besides what the notice of the first visit says, in the page's order. */
export const KEPT_OF_YOU = [
  {
    name: 'signing',
    why: 'signingWhy',
    terms: 'signingTerms',
    classes: ['one_time_code', 'counter', 'ended_link', 'join_request'],
  },
  {
    name: 'roster',
    why: 'rosterWhy',
    terms: 'rosterTerms',
    classes: ['roster_draft', 'roster_import', 'tenancy'],
  },
  {
    name: 'manual',
    why: 'manualWhy',
    terms: 'manualTerms',
    classes: ['visitor_passage', 'gate_review'],
  },
  { name: 'means', why: 'meansWhy', terms: 'meansTerms', classes: ['vehicle', 'door_card'] },
  {
    name: 'visitors',
    why: 'visitorsWhy',
    terms: 'visitorsTerms',
    classes: ['invitation'],
  },
  { name: 'family', why: 'familyWhy', terms: 'familyTerms', classes: ['ended_proxy'] },
  {
    name: 'requests',
    why: 'requestsWhy',
    terms: 'requestsTerms',
    classes: ['request', 'desk', 'unattached_photo', 'whistle', 'request_count'],
  },
  {
    name: 'messages',
    why: 'messagesWhy',
    terms: 'messagesTerms',
    classes: ['inbox', 'outbox', 'undelivered'],
  },
  {
    name: 'receipts',
    why: 'receiptsWhy',
    terms: 'receiptsTerms',
    classes: ['announcement_receipt'],
  },
  { name: 'wechat', why: 'wechatWhy', terms: 'wechatTerms', classes: ['wechat_asking'] },
  { name: 'push', why: 'pushWhy', terms: 'pushTerms', classes: [] },
  { name: 'health', why: 'healthWhy', terms: 'healthTerms', classes: ['health'] },
  {
    name: 'handling',
    why: 'handlingWhy',
    terms: 'handlingTerms',
    classes: ['read', 'deletion', 'audit_facts', 'chain'],
  },
] as const satisfies readonly KeptOfYou[];
