import { createDoorMessages } from '../../functions/doors/door-messages-iot.ts';
import type { DoorMessages } from '../../functions/doors/index.ts';

/** The way to the doors, which a test lays and cuts; without one, whoever speaks hears of a fault. */
export type DoorLine = DoorMessages & {
  /** What was said to doors, oldest first. */
  readonly said: { readonly topic: string; readonly message: object }[];
  lay(httpOrigin: string): void;
  cut(): void;
};

export function doorLine(): DoorLine {
  let messages: DoorMessages | undefined;
  const said: DoorLine['said'] = [];
  return {
    said,
    publish: async (topic, message) => {
      if (messages === undefined) throw new Error('no way to the doors');
      said.push({ topic, message });
      await messages.publish(topic, message);
    },
    lay: (endpoint) => {
      process.env.AWS_ACCESS_KEY_ID ??= 'local';
      process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
      messages = createDoorMessages({ endpoint, region: 'local' });
    },
    cut: () => {
      messages = undefined;
    },
  };
}
