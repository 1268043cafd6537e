import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKmsEmergencyKeys } from '../../../functions/emergencies/emergency-keys-kms.ts';
import { createFileEmergencyKeys } from '../../../functions/emergencies/index.ts';
import { NOON } from '../../support/fixed-clock.ts';
import { type KmsAtHand, startKms } from '../../support/kms-at-hand.ts';

const EMERGENCY = 'emg_1_0000000000000001';
const OTHER = 'emg_1_0000000000000002';
const DAY_MS = 86_400_000;

describe('the key of an emergency on one machine', () => {
  const folder = () => join(mkdtempSync(join(tmpdir(), 'xq-keys-')), 'emergency-keys');

  it('is a file of its own that its owner alone reads, the same however often it is made', async () => {
    const at = folder();
    const keys = createFileEmergencyKeys(at);
    const handle = await keys.create(EMERGENCY);
    expect(await keys.create(EMERGENCY)).toBe(handle);
    const other = await keys.create(OTHER);
    const key = await createFileEmergencyKeys(at).open(EMERGENCY, handle);
    expect(key).toHaveLength(32);
    expect(await keys.open(OTHER, other)).not.toEqual(key);
    expect(statSync(join(at, `${EMERGENCY}.key`)).mode & 0o777).toBe(0o600);
  });

  it('is gone for good once it is destroyed, and no other takes its place', async () => {
    const at = folder();
    const keys = createFileEmergencyKeys(at);
    const handle = await keys.create(EMERGENCY);
    expect(await keys.isGone(EMERGENCY, handle)).toBe(false);
    expect(await keys.destroy(EMERGENCY, handle, NOON)).toEqual({ goneAt: NOON });
    expect(await keys.destroy(EMERGENCY, handle, NOON + DAY_MS)).toEqual({ goneAt: NOON });
    expect(await keys.open(EMERGENCY, handle)).toBeUndefined();
    expect(await keys.isGone(EMERGENCY, handle)).toBe(true);
    expect(readdirSync(at)).toEqual([`${EMERGENCY}.gone`]);
    await expect(keys.create(EMERGENCY)).rejects.toThrow('gone');
  });
});

describe('the key of an emergency in KMS', () => {
  let kms: KmsAtHand;
  beforeEach(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    kms = await startKms(NOON);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await kms.stop();
  });
  const open = () =>
    createKmsEmergencyKeys({ alias: 'xiaoquma-beta', endpoint: kms.endpoint, region: 'local' });

  it('belongs to that emergency alone, says so by its tag and wraps its data key', async () => {
    const keys = open();
    const handle = await keys.create(EMERGENCY);
    const other = await keys.create(OTHER);
    expect(kms.keys.map(({ tags }) => tags)).toEqual([
      [{ TagKey: 'xiaoquma-emergency', TagValue: `xiaoquma-beta/${EMERGENCY}` }],
      [{ TagKey: 'xiaoquma-emergency', TagValue: `xiaoquma-beta/${OTHER}` }],
    ]);
    const key = await open().open(EMERGENCY, handle);
    expect(key).toHaveLength(32);
    expect(await keys.open(EMERGENCY, handle)).toEqual(key);
    expect(await keys.open(OTHER, other)).not.toEqual(key);
    expect(handle).not.toContain(Buffer.from(key ?? []).toString('base64'));
    await expect(keys.open(OTHER, handle)).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  it('is one, also where it is made twice, in turn or at once', async () => {
    const keys = open();
    await keys.create(EMERGENCY);
    await keys.create(EMERGENCY);
    expect(kms.keys).toHaveLength(1);
    const both = await Promise.all([keys.create(OTHER), keys.create(OTHER)]);
    const arns = both.map((handle) => JSON.parse(handle).arn);
    expect(new Set(arns).size).toBe(1);
    const left = kms.keys.filter(({ state }) => state === 'Enabled');
    expect(left).toHaveLength(2);
  });

  it('opens nothing from the moment it is destroyed, and is gone after seven days', async () => {
    const keys = open();
    const handle = await keys.create(EMERGENCY);
    const other = await keys.create(OTHER);
    expect(await keys.destroy(EMERGENCY, handle, NOON)).toEqual({ goneAt: NOON + 7 * DAY_MS });
    expect(await keys.destroy(EMERGENCY, handle, NOON)).toEqual({ goneAt: NOON + 7 * DAY_MS });
    expect(await keys.open(EMERGENCY, handle)).toBeUndefined();
    expect(await keys.open(OTHER, other)).toHaveLength(32);
    expect(await keys.isGone(EMERGENCY, handle)).toBe(false);
    kms.passTo(NOON + 7 * DAY_MS);
    expect(await keys.isGone(EMERGENCY, handle)).toBe(true);
    expect(await keys.open(EMERGENCY, handle)).toBeUndefined();
    expect(await keys.destroy(EMERGENCY, handle, NOON)).toEqual({ goneAt: NOON });
  });
});
