/** Values that several examples share, so that they tell one story: 东门, one guard, one resident. */
export const EXAMPLE = {
  phone: '13800000001',
  compoundId: 'cmp_1',
  gateId: 'gat_1_1',
  deviceId: 'dev_1_0123456789abcdef',
  shiftId: 'shf_1_0123456789abcdef',
  houseId: 'hou_1_0123456789abcdef',
  residentId: 'res_1_0123456789abcdef',
  staffId: 'stf_0123456789abcdef',
  passId: 'pas_1_00a1b2',
  /** 2026-11-18, 12:00 in Shanghai; unix milliseconds. */
  now: 1_794_974_400_000,
  /** A week later, unix seconds. */
  expires: 1_795_579_200,
  compressedKey: 'AsFGn3mDO0yFV1e8hX0WEbYTlbmGVFmZXwCsN1cfQ-2o',
  jws: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  jwe: 'eyJhbGciOiJFQ0RILUVTIn0..aXY.Y2lwaGVydGV4dA.dGFn',
} as const;
