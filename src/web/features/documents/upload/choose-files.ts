import { createSignal } from '#web/kit/signal.ts'

/** Asks for files to upload; whoever listens opens the browser's own dialog. */
export const chooseFiles = createSignal()
