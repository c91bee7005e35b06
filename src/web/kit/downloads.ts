/** Hands the person a file that was made here. */
export function saveText(filename: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  followDownload(url, filename)
  URL.revokeObjectURL(url)
}

/** The server answers with an attachment, so the page stays where it is. */
export function followDownload(url: string, filename = ''): void {
  const link = document.createElement('a')
  link.href = url
  link.download = filename
  document.body.append(link)
  link.click()
  link.remove()
}
