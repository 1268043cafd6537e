type Key = { readonly pk: string; readonly sk: string };

/** Where the facts of a deletion stand, since the item that they are about is gone. */
export const GONE = '#gone';
export const deletionKey = ({ pk, sk }: Key): Key => ({ pk: `${pk}${GONE}`, sk });
