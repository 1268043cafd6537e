export { mountOperatorRoutes } from './routes.ts';
