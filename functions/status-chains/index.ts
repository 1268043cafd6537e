export { mountStatusChainRoutes } from './routes.ts';
