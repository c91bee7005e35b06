export type Email = {
  title: string
  paragraphs: string[]
  action?: { label: string; url: string }
  /** In small print: why this email was sent and what to do if it should not have been. */
  footnote: string
  /** The organization that sends it, with its color; without one, Deedline itself. */
  from?: { name: string; accent?: string | undefined }
}

const ACCENT = '#0f766e'

/** One layout for every email: what happened, one button, the address in plain text, and why it was sent. */
export function renderEmail({ title, paragraphs, action, footnote, from }: Email): {
  text: string
  html: string
} {
  const text = [
    title,
    ...paragraphs,
    ...(action ? [`${action.label}: ${action.url}`] : []),
    '--',
    footnote,
  ].join('\n\n')
  const accent = from?.accent ?? ACCENT
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="background:${accent};color:#fff;padding:11px 18px;border-radius:6px;text-decoration:none;font-weight:600;display:inline-block">${escapeHtml(action.label)}</a></p>
<p style="color:#64748b;font-size:13px;margin:0 0 8px">Or copy this address:<br><a href="${escapeHtml(action.url)}" style="color:#475569;word-break:break-all">${escapeHtml(action.url)}</a></p>`
    : ''
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f8fafc;font-family:Inter,-apple-system,'Segoe UI',Arial,sans-serif;color:#0f172a">
<div style="max-width:560px;margin:0 auto;padding:32px 16px">
<p style="margin:0 0 16px;font-weight:700;color:${accent}">${escapeHtml(from?.name ?? 'Deedline')}</p>
<div style="background:#fff;border:1px solid #e2e8f0;border-radius:8px;padding:28px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(title)}</h1>
${paragraphs.map((p) => `<p style="font-size:15px;line-height:1.55;margin:0 0 12px">${escapeHtml(p)}</p>`).join('\n')}
${button}</div>
<p style="color:#64748b;font-size:12px;line-height:1.5;margin:16px 0 0">${escapeHtml(footnote)}</p>
</div></body></html>`
  return { text, html }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
