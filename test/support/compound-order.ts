/** A small compound as its operator writes it down. */
export const COMPOUND_ORDER = {
  street: { number: 1, name: '青枫街道' },
  community: { number: 3, name: '松涛社区' },
  compound: { number: 7, name: '松涛苑', buildingWord: '号楼' },
  gates: ['南门', '北门'],
  houses: ['1-1-101', '1-1-102', '2-3-1501'],
  staff: [
    { role: 'property_manager', name: '钱经理', phone: '13900009701', until: '2099-12-31' },
    { role: 'guard', name: '孙大勇', phone: '139 0000 8701', until: '2099-12-31' },
  ],
  residents: [
    { house: '1-1-101', name: '欧阳春兰', phone: '13900000701', tie: 'owner' },
    { house: '1号楼1单元101室', name: '李想', tie: 'family' },
    { house: '2-3-1501', name: '周济', phone: '13900000702', tie: 'tenant' },
  ],
} as const;
