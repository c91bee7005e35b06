/** Hands the person a file that was made here, of whatever type. */
export function saveFile(filename: string, type: string, content: BlobPart): void {
  saveBlob(filename, new Blob([content], { type }))
}

export function saveText(filename: string, text: string): void {
  saveFile(filename, 'text/plain', text)
}

/** A file that the server has sent, under the name that it gave. */
export async function saveAnswer(answer: Response, otherwise: string): Promise<void> {
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  saveBlob(name ?? otherwise, await answer.blob())
}

function saveBlob(filename: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
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
