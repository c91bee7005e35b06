import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './kit/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { callAs } from './caller.ts'
import { readAs } from './kit/reader.ts'
import { keepApplication } from './service-worker.ts'
import { SessionKeeper } from './session-keeper.ts'

const root = document.getElementById('root')
if (root) {
  const keeper = new SessionKeeper()
  callAs(keeper)
  keeper.subscribe(() => readAs(keeper.current()?.user ?? null))
  createRoot(root).render(
    <StrictMode>
      <App keeper={keeper} />
    </StrictMode>,
  )
  keepApplication().catch(console.warn) // The application works without it; somebody who looks for the reason finds it.
}
