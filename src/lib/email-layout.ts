import { inkOn } from './colors.ts'

export type Email = {
  title: string
  /** In order; a list of its own is a list of points. */
  paragraphs: (string | string[])[]
  action?: { label: string; url: string }
  /** In small print: why this email was sent and what to do if it should not have been. */
  footnote: string
  /** The organization that sends it; without one, Deedline itself. */
  from?: EmailSender
}

/** As on the pages that its links lead to, so that a client recognizes whom they hear from. */
export type EmailSender = {
  name: string
  accent?: string | undefined
  /** The address of a picture. */
  logo?: string | undefined
  person?: EmailPerson | undefined
}

/** How a client recognizes the member who writes, and calls them to ask whether it was them. */
type EmailPerson = {
  name: string
  phone?: string | null
  license?: string | null
  photo?: string | undefined
}

const ACCENT = '#136c4f'

/** One layout for every email: what happened, one button, who writes, the address in plain text, and why it was sent. */
export function renderEmail(email: Email): { text: string; html: string } {
  return { text: textOf(email), html: htmlOf(email) }
}

function textOf({ title, paragraphs, action, footnote, from }: Email): string {
  return [
    title,
    ...paragraphs.map((part) =>
      typeof part === 'string' ? part : part.map((point) => `• ${point}`).join('\n'),
    ),
    ...(action ? [`${action.label}: ${action.url}`] : []),
    ...(from?.person ? [signatureOf(from.person, from.name)] : []),
    '--',
    footnote,
  ].join('\n\n')
}

function signatureOf({ name, phone, license }: EmailPerson, organization: string): string {
  return [`${name}, ${organization}`, phone, license && `License ${license}`].filter(Boolean).join('\n')
}

/** For mail programs that follow the system; others show it light. */
const STYLE = `@media (prefers-color-scheme: dark) {
.page { background: #10161e !important; color: #dbe1ea !important }
.card { background: #171e28 !important; border-right-color: #2b3543 !important; border-bottom-color: #2b3543 !important; border-left-color: #2b3543 !important }
.quiet, .quiet a { color: #94a0b1 !important }
.rule { border-color: #2b3543 !important }
.person a { color: #80caa9 !important }
.logo { background: #fff; padding: 4px 6px; border-radius: 4px }
}`

function htmlOf({ title, paragraphs, action, footnote, from }: Email): string {
  const accent = from?.accent ?? ACCENT
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;background:#f8fafc;font-family:Inter,-apple-system,'Segoe UI',Arial,sans-serif;color:#0f172a">
<div style="max-width:560px;margin:0 auto;padding:32px 16px">
${headOf(from)}
<div class="card" style="background:#fff;border:1px solid #e2e8f0;border-top:4px solid ${accent};border-radius:8px;padding:28px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px;overflow-wrap:anywhere">${escapeHtml(title)}</h1>
${paragraphs.map(paragraphOf).join('\n')}
${action ? buttonOf(action, accent) : ''}${from?.person ? personOf(from.person, from.name) : ''}</div>
<p class="quiet" style="color:#526074;font-size:12px;line-height:1.5;margin:16px 0 0">${escapeHtml(footnote)}</p>
${action ? addressOf(action) : ''}</div></body></html>`
}

/** Mail programs often hold pictures back, so the name stands beside the logo. */
function headOf(from: EmailSender | undefined): string {
  const logo = from?.logo
    ? `<img class="logo" src="${escapeHtml(from.logo)}" alt="" height="30" style="height:30px;max-width:160px;vertical-align:middle;margin-right:12px">`
    : ''
  return `<p style="margin:0 0 16px;font-weight:700;font-size:15px">${logo}<span style="vertical-align:middle">${escapeHtml(from?.name ?? 'Deedline')}</span></p>`
}

function paragraphOf(part: string | string[]): string {
  if (typeof part === 'string')
    return `<p style="font-size:15px;line-height:1.55;margin:0 0 12px;white-space:pre-line">${escapeHtml(part)}</p>`
  const points = part.map((point) => `<li style="margin:0 0 6px">${escapeHtml(point)}</li>`)
  return `<ul style="font-size:15px;line-height:1.5;margin:0 0 12px;padding-left:20px">${points.join('')}</ul>`
}

function buttonOf({ label, url }: { label: string; url: string }, accent: string): string {
  return `<p style="margin:24px 0 0"><a href="${escapeHtml(url)}" style="background:${accent};color:${inkOn(accent)};padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600;display:inline-block">${escapeHtml(label)}</a></p>`
}

function addressOf({ url }: { url: string }): string {
  return `<p class="quiet" style="color:#526074;font-size:12px;line-height:1.5;margin:10px 0 0">If the button doesn’t work, copy this address: <a href="${escapeHtml(url)}" style="color:#526074;word-break:break-all">${escapeHtml(url)}</a></p>`
}

function personOf(person: EmailPerson, organization: string): string {
  const { name, phone, license, photo } = person
  const picture = photo
    ? `<td style="padding-right:12px"><img src="${escapeHtml(photo)}" alt="" width="44" height="44" style="border-radius:50%;display:block"></td>`
    : ''
  const call = phone
    ? `<a href="tel:${escapeHtml(phone.replaceAll(/[^+\d]/g, ''))}" style="color:#136c4f">${escapeHtml(phone)}</a>`
    : ''
  const contact = [call, license ? `License ${escapeHtml(license)}` : ''].filter(Boolean).join(' · ')
  return `<table class="rule person" role="presentation" cellpadding="0" cellspacing="0" style="width:100%;border-top:1px solid #e2e8f0;margin-top:24px;padding-top:16px;font-size:14px;line-height:1.45"><tr>${picture}<td style="width:100%"><strong>${escapeHtml(name)}</strong>, ${escapeHtml(organization)}${contact ? `<br><span class="quiet" style="color:#526074">${contact}</span>` : ''}</td></tr></table>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
