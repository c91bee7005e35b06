import { IconCloudOff } from '@tabler/icons-react'
import { onlineManager } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import styles from './ConnectionNotice.module.css'
import { notifyRefusal } from './notify.tsx'

const ASK_AGAIN_MS = 3_000

/**
 * Says so while the server cannot be reached, and tells when it can again. A request that did not arrive, or a socket
 * that broke, puts the queries on hold (`onlineManager`), so that what is on the screen stays; here we ask until an
 * answer comes. A hiccup that the first question already finds over is not worth a word.
 */
export function ConnectionNotice({ onBack }: { onBack: () => Promise<unknown> }) {
  const online = useSyncExternalStore(subscribe, isOnline)
  const [lost, setLost] = useState(false)
  useEffect(() => onlineManager.setEventListener(listenForLoss), [])
  useEffect(() => {
    if (online) return
    const stop = askUntilAnswered(() => setLost(true), back)
    function back() {
      setLost(false)
      onlineManager.setOnline(true)
      onBack().catch(notifyRefusal)
    }
    return stop
  }, [online, onBack])
  if (!lost) return null
  return (
    <div role="status" className={styles.banner} ref={makeRoom}>
      <IconCloudOff size={16} aria-hidden />
      Deedline can’t be reached. Nothing is lost; this page updates when the connection is back.
    </div>
  )
}

/** What stands at the bottom of the window moves up by the height of the banner. */
function makeRoom(banner: HTMLElement | null): (() => void) | undefined {
  if (!banner) return
  const { style } = document.documentElement
  const observer = new ResizeObserver(() =>
    style.setProperty('--banner-height', `calc(${banner.offsetHeight}px + var(--bar-height, 0px))`),
  )
  observer.observe(banner)
  return () => {
    observer.disconnect()
    style.removeProperty('--banner-height')
  }
}

function askUntilAnswered(onSilence: () => void, onAnswer: () => void): () => void {
  let timer: number | undefined
  let stopped = false
  const ask = async () => {
    const answered = await fetch('/readyz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (stopped) return
    if (answered) return onAnswer()
    onSilence()
    timer = window.setTimeout(ask, ASK_AGAIN_MS)
  }
  const askNow = () => {
    window.clearTimeout(timer)
    return ask()
  }
  window.addEventListener('online', askNow)
  timer = window.setTimeout(ask)
  return () => {
    stopped = true
    window.clearTimeout(timer)
    window.removeEventListener('online', askNow)
  }
}

/** The browser's word that a network is there does not say that the server is: only an answer does. */
function listenForLoss(setOnline: (online: boolean) => void): () => void {
  const lose = () => setOnline(false)
  window.addEventListener('offline', lose)
  return () => window.removeEventListener('offline', lose)
}

function subscribe(listener: () => void): () => void {
  return onlineManager.subscribe(listener)
}

function isOnline(): boolean {
  return onlineManager.isOnline()
}
