import { Button, Text } from '@mantine/core'
import { type PointerEvent, useRef } from 'react'
import styles from './Client.module.css'

const BOX = { width: 400, height: 120 }

/** A place to sign with a finger or the mouse; what is drawn is a path in a box of 400 by 120. */
export function SignaturePad({ path, onChange }: { path: string; onChange: (path: string) => void }) {
  const drawing = useRef(false)
  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const x = Math.round(((event.clientX - left) / width) * BOX.width)
    const y = Math.round(((event.clientY - top) / height) * BOX.height)
    return `${x} ${y}`
  }
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    onChange(`${path}M${pointOf(event)}`)
  }
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (drawing.current && path.length < 39_000) onChange(`${path}L${pointOf(event)}`)
  }
  return (
    <div>
      <svg
        className={styles.signature}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-label="Your signature"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={() => {
          drawing.current = false
        }}
      >
        <path d={path || 'M0 0'} />
      </svg>
      {path ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange('')}>
          Clear
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          Sign here with your finger or the mouse.
        </Text>
      )}
    </div>
  )
}
