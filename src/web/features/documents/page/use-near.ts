import { type RefObject, useEffect, useRef, useState } from 'react'

/** Whether an element has come near the part that is seen; once it was, it stays so. */
export function useNear<E extends Element>(margin = '800px'): [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!ref.current || near) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: margin,
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [near, margin])
  return [ref, near]
}
