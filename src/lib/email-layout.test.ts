import { expect, test } from 'vitest'
import { type Email, renderEmail } from './email-layout.ts'

const EMAIL: Email = {
  title: 'Ana Alvarez is requesting documents: 1204 <Alder> Court',
  paragraphs: ['What is needed:', ['Proof of funds', 'Photo ID – both sides'], 'Line one\nline two'],
  action: { label: 'Upload documents', url: 'https://deedline.example/r/token' },
  footnote: 'Sent on behalf of ROI Systems by Deedline.',
  from: {
    name: 'ROI Systems',
    accent: '#1d3f72',
    logo: 'https://deedline.example/api/v1/images/logo.png',
    person: { name: 'Ana Alvarez', phone: '+1 (415) 555-0142', license: 'CA DRE 01234567' },
  },
}

test('an email says in plain text what it says in HTML', () => {
  expect(renderEmail(EMAIL).text).toBe(
    [
      'Ana Alvarez is requesting documents: 1204 <Alder> Court',
      'What is needed:',
      '• Proof of funds\n• Photo ID – both sides',
      'Line one\nline two',
      'Upload documents: https://deedline.example/r/token',
      'Ana Alvarez, ROI Systems\n+1 (415) 555-0142\nLicense CA DRE 01234567',
      '--',
      'Sent on behalf of ROI Systems by Deedline.',
    ].join('\n\n'),
  )
})

test('a client sees whom it comes from: the logo and color of the organization, and how to call the person', () => {
  const { html } = renderEmail(EMAIL)
  expect(html).toContain('src="https://deedline.example/api/v1/images/logo.png"')
  expect(html).toContain('border-top:4px solid #1d3f72')
  expect(html).toContain('href="tel:+14155550142"')
  expect(html).toContain('1204 &#60;Alder&#62; Court')
  expect(html).toContain('prefers-color-scheme: dark')
})

test('an email of Deedline itself names no one else', () => {
  const { html } = renderEmail({ title: 'Reset your password', paragraphs: [], footnote: 'It works once.' })
  expect(html).toContain('Deedline')
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<table')
})
