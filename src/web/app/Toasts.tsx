import '@mantine/notifications/styles.css'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import styles from './Toasts.module.css'

/** The bar of what is selected is at the bottom in the middle, on a phone over the whole width. */
export function Toasts() {
  const narrow = useMediaQuery('(max-width: 48em)')
  return (
    <Notifications
      position={narrow ? 'top-center' : 'bottom-left'}
      containerWidth={400}
      limit={4}
      className={styles.toasts}
      zIndex={1000}
    />
  )
}
