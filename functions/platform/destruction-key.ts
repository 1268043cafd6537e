/** Of which emergency an item is that lies in one of its partitions, by its name in the key. */
const OF_AN_EMERGENCY = /#emergency#(emg_[1-9][0-9]*_[0-9a-z]+)#/;

export function emergencyIn(pk: string): string | undefined {
  return OF_AN_EMERGENCY.exec(pk)?.[1];
}

const streetOf = (emergency: string): string => `str_${emergency.split('_')[1]}`;

/** Whose deletion is noted once for all of it, as the key is destroyed: everything that it knew. */
export const knownKey = (emergency: string) => ({
  pk: streetOf(emergency),
  sk: `known#${emergency}`,
});

export const CERTIFICATE_PREFIX = 'certificate#';
/** How far its destruction is, and its certificate: under the street whose number it names. */
export const certificateKey = (emergency: string) => ({
  pk: streetOf(emergency),
  sk: `${CERTIFICATE_PREFIX}${emergency}`,
});
