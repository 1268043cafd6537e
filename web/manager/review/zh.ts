/** The classes of openings by hand, and why one was an emergency. */
export const openingsZh = {
  opening_resident_without_phone: '住户没带手机',
  opening_visitor: '访客',
  opening_courier: '快递/外卖',
  opening_trade: '装修/维修',
  opening_emergency_vehicle: '救护/消防车',
  opening_emergency: '紧急放行',
  emergency_fire: '火情',
  emergency_medical: '急救',
  emergency_police: '警情',
  emergency_power_failure: '停电/故障',
  emergency_mistake: '误触',
} as const;
