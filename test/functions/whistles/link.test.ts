import { describe, expect, it } from 'vitest';
import { linkFor, openLink } from '../../../functions/whistles/link.ts';
import { WhistleLink } from '../../../shared/messages/whistles.ts';

const KEY = new Uint8Array(32).fill(3);
const WHISTLE = 'whi_12_0123456789abcdef';

describe('the link of a department', () => {
  it('opens the whistle and the department that it was made for', () => {
    expect(openLink(KEY, linkFor(KEY, WHISTLE, 4))).toEqual({ whistleId: WHISTLE, department: 4 });
  });

  it('is short enough to be pasted, and has nothing in it that a chat would cut off', () => {
    const link = linkFor(KEY, 'whi_65535_0123456789abcdef', 9);
    expect(link.length).toBeLessThanOrEqual(48);
    expect(link).toMatch(/^[0-9A-Za-z._-]+$/);
    expect(WhistleLink.safeParse(link).success).toBe(true);
  });

  it('is another for each whistle, department, compound and secret', () => {
    const links = [
      linkFor(KEY, WHISTLE, 0),
      linkFor(KEY, WHISTLE, 1),
      linkFor(KEY, 'whi_12_0123456789abcdee', 0),
      linkFor(KEY, 'whi_1_0123456789abcdef', 0),
      linkFor(new Uint8Array(32).fill(4), WHISTLE, 0),
    ].map((link) => link.split('.').at(-1));
    expect(new Set(links).size).toBe(links.length);
  });

  it('opens nothing where any one character is another', () => {
    const link = linkFor(KEY, WHISTLE, 4);
    for (let at = 0; at < link.length; at++) {
      for (const other of ['0', '1', 'a', 'A', '_', '.']) {
        if (link[at] === other) continue;
        const forged = `${link.slice(0, at)}${other}${link.slice(at + 1)}`;
        const read = WhistleLink.safeParse(forged).data;
        expect([forged, read && openLink(KEY, read)]).toEqual([forged, undefined]);
      }
    }
  });
});
