export { noteSilence } from './note-silence.ts';
export {
  mountWhistleLinkRoutes,
  mountWhistleRoutes,
  type WhistleLinkDeps,
  type WhistleRoutesDeps,
} from './routes.ts';
export { tellOfWhistle } from './tell-of-whistle.ts';
export { createWhistleStore } from './whistle-store-dynamo.ts';
export { createCalling } from './whistles-dynamo.ts';
