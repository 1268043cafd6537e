export { CompoundOrder } from './compound-order.ts';
export { layCompound } from './lay-compound.ts';
export { mountOperatorRoutes } from './routes.ts';
