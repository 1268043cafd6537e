import type { NEEDS } from './help-directory.ts';

/** What somebody needs, in words: the same on every page. */
export const NEED_WORDS = {
  zh: {
    need_emergency: '紧急',
    need_property: '物业',
    need_community: '社区',
    need_medical: '医疗',
    need_water_power_gas: '水电气',
    need_lift: '电梯',
    need_lock: '开锁',
    need_elder_meals: '老人助餐',
    need_care: '照护',
    need_mind: '心理援助',
    need_police: '派出所',
    need_government: '政务',
    need_other: '其他',
  },
  en: {
    need_emergency: 'Emergency',
    need_property: 'Property office',
    need_community: 'Community',
    need_medical: 'Medical',
    need_water_power_gas: 'Water, power, gas',
    need_lift: 'Lift',
    need_lock: 'Locksmith',
    need_elder_meals: 'Meals for elders',
    need_care: 'Care',
    need_mind: 'Mental health',
    need_police: 'Police station',
    need_government: 'Government',
    need_other: 'Other',
  },
} as const satisfies Record<'zh' | 'en', Record<`need_${(typeof NEEDS)[number]}`, string>>;
