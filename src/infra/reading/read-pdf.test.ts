import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { sampleReader } from '#testing/sample-reader.ts'

const { read, textOf } = sampleReader()

async function pdf(
  draw: (
    page: ReturnType<PDFDocument['addPage']>,
    font: Awaited<ReturnType<PDFDocument['embedFont']>>,
    file: PDFDocument,
  ) => void,
) {
  const file = await PDFDocument.create()
  draw(file.addPage([612, 792]), await file.embedFont(StandardFonts.Helvetica), file)
  return file.save()
}

describe('a PDF', () => {
  const sentence = 'The buyer shall deliver the deposit to escrow within three days.'
  test.each([0, 90, 180, 270])(
    'whose text is rotated by %i degrees is read along its lines, and shown upright',
    async (angle) => {
      const start = { 0: [60, 700], 90: [100, 60], 180: [550, 100], 270: [500, 740] }[angle] as [
        number,
        number,
      ]
      const step = { 0: [0, -20], 90: [20, 0], 180: [0, 20], 270: [-20, 0] }[angle] as [number, number]
      const reading = await read(
        'a.pdf',
        await pdf((page, font) => {
          ;[sentence, 'Time is of the essence.'].forEach((line, index) => {
            page.drawText(line, {
              x: start[0] + step[0] * index,
              y: start[1] + step[1] * index,
              size: 12,
              font,
              rotate: degrees(angle),
            })
          })
        }),
      )
      const [page] = reading.pages
      expect(page?.text).toBe(`${sentence}\nTime is of the essence.`)
      expect((page?.words[1]?.x0 ?? 0) - (page?.words[0]?.x0 ?? 0)).toBeGreaterThan(0)
    },
  )

  test('with a stamp up its margin keeps both, each on its own line', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        page.drawText(sentence, { x: 60, y: 400, size: 12, font })
        page.drawText('Recorded 2026-0117', { x: 20, y: 350, size: 9, font, rotate: degrees(90) })
      }),
    )
    expect(text.split('\n')).toEqual([sentence, 'Recorded 2026-0117'])
  })

  test('with bold by double printing has its words once, and doubled letters stay', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        for (const shift of [0, 0.5])
          page.drawText('Bill of Sale 77', { x: 60 + shift, y: 700, size: 14, font })
      }),
    )
    expect(text).toBe('Bill of Sale 77')
  })

  test('with space between its letters has its words and amounts complete', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        ;[...'TOTAL $41,250.00'].forEach((letter, index) => {
          if (letter !== ' ') page.drawText(letter, { x: 60 + index * 13, y: 700, size: 11, font })
        })
        page.drawText('Exhibits A B C and D follow.', { x: 60, y: 600, size: 11, font })
      }),
    )
    expect(text).toBe('TOTAL $41,250.00\nExhibits A B C and D follow.')
  })

  test('has its form values where the fields are', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font, file) => {
        page.drawText('Leased:', { x: 60, y: 700, size: 12, font })
        page.drawText('Kind:', { x: 60, y: 660, size: 12, font })
        page.drawText('Pays:', { x: 60, y: 620, size: 12, font })
        const form = file.getForm()
        const box = form.createCheckBox('leased')
        box.addToPage(page, { x: 120, y: 697, width: 12, height: 12 })
        box.check()
        const list = form.createDropdown('kind')
        list.setOptions(['Condo', 'Triplex'])
        list.select('Triplex')
        list.addToPage(page, { x: 120, y: 656, width: 120, height: 16 })
        const radio = form.createRadioGroup('pays')
        radio.addOptionToPage('Buyer', page, { x: 120, y: 618, width: 12, height: 12 })
        radio.addOptionToPage('Seller', page, { x: 180, y: 618, width: 12, height: 12 })
        radio.select('Seller')
      }),
    )
    expect(text).toBe('Leased: ☒\nKind: Triplex\nPays: ☐ ☒ Seller')
  })

  test('with few letters keeps them', async () => {
    const reading = await read(
      'a.pdf',
      await pdf((page, font) => page.drawText('Lot 9', { x: 280, y: 60, size: 9, font })),
    )
    expect(reading.pages[0]).toMatchObject({ text: 'Lot 9', source: 'text_layer' })
  })

  test.each([
    ['its data', '', '<form1><Seller>Ines Vega</Seller></form1>'],
    ['its template alone', 'Ines Vega', ''],
  ])('that is a dynamic form has what was filled in, also when it is in %s', async (_, value, data) => {
    const template = `<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1" layout="tb"><pageSet><pageArea><contentArea x="0.25in" y="0.25in" w="576pt" h="756pt"/><medium stock="default" short="612pt" long="792pt"/></pageArea></pageSet><field name="Seller" w="200pt" h="20pt"><ui><textEdit/></ui><caption><value><text>Seller of record</text></value></caption><value><text>${value}</text></value></field></subform></template>`
    const datasets = `<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data>${data}</xfa:data></xfa:datasets>`
    const text = await textOf(
      'form.pdf',
      await pdf((page, font, file) => {
        page.drawText('Please wait while the form is loaded.', { x: 60, y: 700, size: 12, font })
        const parts = {
          preamble: '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">',
          template,
          ...(data ? { datasets } : {}),
          postamble: '</xdp:xdp>',
        }
        const { context, catalog } = file
        const xfa = Object.entries(parts).flatMap(([name, xml]) => [
          PDFString.of(name),
          context.register(context.stream(xml)),
        ])
        catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], XFA: context.obj(xfa) }))
        catalog.set(PDFName.of('NeedsRendering'), context.obj(true))
      }),
    )
    expect(text).toBe('Seller of record\nInes Vega')
  })
})
