import { pathToFileURL } from 'node:url';

/**
 * Runs one bundle as Lambda does: the handler that the template names, from its file, one event at
 * a time, everything as JSON. Plain JavaScript, since nothing translates it.
 */
const [file = '', exported = ''] = process.argv.slice(2);
const asJson = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

try {
  const { [exported]: handler } = await import(pathToFileURL(file).href);
  if (typeof handler !== 'function') throw new TypeError(`${exported} is no function`);
  process.on('message', async ({ id, event }) => {
    try {
      process.send({ id, answer: asJson(await handler(event, { awsRequestId: id })) });
    } catch (error) {
      process.send({ id, fault: String(error) });
    }
  });
  process.send({ ready: true });
} catch (error) {
  process.send({ refused: String(error) });
}
