import * as places from '../../shared/messages/places.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { compoundId, houseId } = EXAMPLE;
const gridId = 'grd_1_2' as const;
const buildingId = 'bld_1_3' as const;
const name = '锦苑小区';
const label = '3幢2单元501';

/** The tree of places. */
export const OF_PLACES = [
  operation(places.listPlaces, 'place.read', 'The compounds one sees, by street and community', {
    answer: {
      streets: [
        {
          streetId: 'str_1',
          name: '青枫街道',
          communities: [
            { communityId: 'com_1', name: '锦苑社区', compounds: [{ compoundId, name }] },
          ],
        },
      ],
    },
  }),
  operation(places.readCompoundPlaces, 'place.read', 'A compound’s grids and buildings', {
    answer: {
      compoundId,
      name,
      version: 1,
      buildingWord: '幢',
      grids: [{ gridId, number: 2, name: '第二网格', version: 1 }],
      buildings: [{ buildingId, number: 3, grid: 2, label: '3幢', version: 1 }],
      editable: true,
    },
  }),
  operation(places.readBuildingPlaces, 'place.read', 'The houses of a building', {
    answer: {
      buildingId,
      label: '3幢',
      version: 1,
      houses: [{ houseId, unit: 2, room: '501', label }],
    },
  }),
  operation(places.renameCompound, 'place.edit', 'Rename a compound, at its gates too', {
    body: { name, version: 1 },
    answer: { version: 2 },
  }),
  operation(places.addGrid, 'place.edit', 'Add a grid', {
    body: { name: '第三网格' },
    answer: { gridId: 'grd_1_3' },
  }),
  operation(places.renameGrid, 'place.edit', 'Rename a grid', {
    body: { name: '东片网格', version: 1 },
    answer: { version: 2 },
  }),
  operation(places.removeGrid, 'place.edit', 'Remove a grid without buildings', {
    body: { version: 1 },
  }),
  operation(places.addBuilding, 'place.edit', 'Add a building with its houses by a pattern', {
    body: { number: 5, grid: 2, units: 2, floors: 6, doors: 2 },
    answer: { buildingId: 'bld_1_5', houses: 24 },
  }),
  operation(places.moveBuilding, 'place.edit', 'Put a building under another grid', {
    body: { grid: 2, version: 1 },
    answer: { version: 2 },
  }),
  operation(places.removeBuilding, 'place.edit', 'Remove a building without houses', {
    body: { version: 1 },
  }),
  operation(places.addHouse, 'place.edit', 'Add one house', {
    body: { unit: 2, room: '502' },
    answer: { houseId },
  }),
  operation(places.removeHouse, 'place.edit', 'Remove a house where nobody is registered', {}),
];
