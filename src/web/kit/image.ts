/** A picture as small as it is shown, without what cameras write into it; in Base64. Throws where the browser can't read it. */
export async function shrinkImage(
  file: Blob,
  width: number,
  height: number,
  fit: 'cover' | 'contain',
): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error('This picture couldn’t be read. Choose a PNG, JPEG or WebP file.')
  })
  const scales = [width / bitmap.width, height / bitmap.height]
  const scale = Math.min(1, fit === 'cover' ? Math.max(...scales) : Math.min(...scales))
  const canvas = document.createElement('canvas')
  const [w, h] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)]
  canvas.width = fit === 'cover' ? Math.min(width, w) : w
  canvas.height = fit === 'cover' ? Math.min(height, h) : h
  canvas.getContext('2d')?.drawImage(bitmap, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h)
  return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? ''
}
