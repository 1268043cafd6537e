import { deflateRawSync } from 'node:zlib';
import writeWorkbook from 'write-excel-file/universal';

/** A workbook with these cells on its first sheet, as bytes. */
export async function workbookOf(rows: readonly (readonly unknown[])[]): Promise<Uint8Array> {
  const cells = rows.map((row) =>
    row.map((value) => {
      if (value === undefined || value === null || value === '') return null;
      if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' } as const;
      if (typeof value === 'number') return { value, type: Number } as const;
      return { value: String(value), type: String } as const;
    }),
  );
  const blob = await writeWorkbook(cells).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

export type ZipPart = {
  readonly name: string;
  readonly contents: Uint8Array | string;
  /** What the directory says that it inflates to; the truth unless said otherwise. */
  readonly says?: number;
  readonly isEncrypted?: boolean;
};

/** A zip, as honest as its parts. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, contents, says, isEncrypted = false } of parts) {
    const bytes = Buffer.from(contents);
    const packed = deflateRawSync(bytes, { level: 9 });
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says ?? bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt16LE(0, 32);
    entry.writeUInt32LE(at, 42);
    locals.push(local);
    directory.push(entry, title);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, list, end]));
}

/** The parts of a workbook whose first sheet has this XML between its rows. */
export function workbookParts(sheetData: string): ZipPart[] {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return [
    {
      name: 'xl/workbook.xml',
      contents: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      contents: `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      contents: `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
    },
  ];
}

/** Text in GB 18030: the reverse of the platform's decoder, which has no encoder. */
export function gb18030(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((character) => gb18030Bytes(character)));
}

const decoder = new TextDecoder('gb18030', { fatal: true });
const known = new Map<string, number[]>();
function gb18030Bytes(character: string): number[] {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  if (known.size === 0) {
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        if (second === 0x7f) continue;
        const bytes = [first, second];
        known.set(decoder.decode(Uint8Array.from(bytes)), bytes);
      }
    }
  }
  const two = known.get(character);
  if (two !== undefined) return two;
  if (code < 0x10000) return fourBytesOfPlaneZero(character);
  const linear = code - 0x10000 + 189_000;
  return fourBytes(linear);
}

const fourBytes = (linear: number): number[] => [
  0x81 + Math.floor(linear / 12_600),
  0x30 + (Math.floor(linear / 1_260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10),
];

function fourBytesOfPlaneZero(character: string): number[] {
  for (let linear = 0; linear < 39_420; linear++) {
    const bytes = fourBytes(linear);
    if (decoder.decode(Uint8Array.from(bytes)) === character) return bytes;
  }
  throw new Error(`no such character in GB 18030: ${character}`);
}
