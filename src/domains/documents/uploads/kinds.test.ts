import { describe, expect, test } from 'vitest'
import { Settings } from '#infra/config.ts'
import { demandAccepted, demandAcceptedName } from './kinds.ts'

const ACCEPTED = Settings.shape.ACCEPTED_FILES.parse(undefined)
const accept = (filename: string, mime_type: string, accepted = ACCEPTED, file_size = 10) =>
  demandAccepted({ filename, mime_type, file_size }, accepted)

describe('a file is accepted', () => {
  test.each([
    ['offer.pdf', 'application/pdf'],
    ['Offer.PDF', 'application/pdf'],
    ['scan.pdf', 'application/octet-stream'],
    ['photo.heic', 'image/heic'],
    ['walkthrough.mp4', 'video/mp4'],
    ['mail.eml', 'message/rfc822'],
    ['letter.rtf', 'application/rtf'],
    ['old.doc', 'application/msword'],
    ['sheet.csv', 'text/csv'],
    ['page.htm', 'text/html'],
    ['closing.zip', 'application/zip'],
    ['plan.dwg', 'image/vnd.dwg'],
    ['winmail.dat', 'application/vnd.ms-tnef'],
    ['scan', 'application/pdf'],
    ['README', 'text/plain'],
  ])('%s with %s in it', (filename, mime_type) => {
    expect(() => accept(filename, mime_type)).not.toThrow()
  })
})

describe('a file is refused with a message', () => {
  test.each([
    ['by its name', 'setup.exe', 'application/octet-stream', /\.exe can’t be uploaded/],
    ['by its name', 'macro.vbs', 'text/plain', /\.vbs/],
    ['by its name', 'run.sh', 'text/plain', /\.sh/],
    ['by its name, whatever stands behind it', 'run.bat. ', 'text/plain', /\.bat/],
    ['by its name, whatever is invisible in it', 'run.ba\u200bt', 'text/plain', /\.bat/],
    ['by what it holds', 'offer.pdf', 'application/x-msdownload', /program/],
    ['by what it holds', 'offer.pdf', 'application/x-elf', /program/],
    ['by what it holds', 'offer.pdf', 'application/x-script', /program/],
    ['by what it holds', 'offer.docx', 'application/vnd.ms-word.document.macroenabled.12', /kind of file/],
    ['by what it holds', 'photo.jpg', 'application/x-rar-compressed', /kind of file/],
    ['by what it holds', 'settings.dat', 'text/plain', /kind of file/],
    ['by what it holds', 'letter.txt', 'application/vnd.ms-tnef', /kind of file/, 10, 'txt'],
    ['without a name to go by', 'data', 'application/octet-stream', /kind of file/],
    ['because it is empty', 'empty.txt', 'application/x-empty', /empty/, 0],
  ])('%s: %s', (_, filename, mime_type, sentence, size = 10, accepted = ACCEPTED) => {
    expect(() => accept(filename, mime_type, accepted, size)).toThrow(sentence)
  })

  test('when the list was shortened, whatever its name is', () => {
    expect(() => accept('closing.zip', 'application/zip', 'pdf,jpg')).toThrow(/\.zip/)
    expect(() => accept('closing.pdf', 'application/zip', 'pdf,jpg')).toThrow(/kind of file/)
    expect(() => demandAcceptedName('offer.pdf', 'pdf,jpg')).not.toThrow()
  })
})
