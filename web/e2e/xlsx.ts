import { crc32 } from 'node:zlib'

// A workbook of one sheet, as small as the format allows: for uploads in tests.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const parts = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function sheet(rows: string[][]): string {
  const cells = (row: string[], i: number) =>
    row.map((c, j) => `<c r="${letters[j]}${i + 1}" t="inlineStr"><is><t>${plain(c)}</t></is></c>`).join('')
  const body = rows.map((row, i) => `<row r="${i + 1}">${cells(row, i)}</row>`).join('')
  return `${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`
}

/** workbook writes the rows into an .xlsx. */
export function workbook(rows: string[][]): Buffer {
  const override = (name: string, kind: string) => `<Override PartName="${name}" ContentType="${parts}.${kind}+xml"/>`
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet(rows),
  })
}

/** zip stores files without packing them. */
function zip(files: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const index: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x21, 8)
    about.writeUInt32LE(crc32(data), 10)
    about.writeUInt32LE(data.length, 14)
    about.writeUInt32LE(data.length, 18)
    about.writeUInt16LE(name.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    bodies.push(Buffer.from('PK\x03\x04'), about, Buffer.from(name), data)
    index.push(Buffer.from('PK\x01\x02\x14\x00'), about, where, Buffer.from(name))
    at += 30 + name.length + data.length
  }
  const list = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end])
}
