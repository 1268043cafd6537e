import type { openingsZh } from './zh.ts';

export const openingsEn: Record<keyof typeof openingsZh, string> = {
  opening_resident_without_phone: 'Resident without a phone',
  opening_visitor: 'Visitor',
  opening_courier: 'Courier',
  opening_trade: 'Trade',
  opening_emergency_vehicle: 'Ambulance or fire engine',
  opening_emergency: 'Emergency opening',
  emergency_fire: 'fire',
  emergency_medical: 'medical',
  emergency_police: 'police',
  emergency_power_failure: 'power failure',
  emergency_mistake: 'by mistake',
};
