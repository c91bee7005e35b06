import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import type { AnyCall } from './src/lib/contract.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * A contract says what each route takes and gives in schemas, for the server and for the compiler. A browser calls it by
 * its method and path alone: it gets the contracts as data, without the schemas, and so without Zod where a page needs
 * no form (31 kB compressed of what signing in loaded, 2026-11-30).
 */
function contractsAsData(): Plugin {
  return {
    name: 'contracts-as-data',
    enforce: 'pre',
    async load(id) {
      const [path = ''] = id.split('?')
      if (!/\/src\/.*\/contract\.ts$/.test(path) || path === at('./src/lib/contract.ts')) return null
      const contracts: Record<string, Record<string, AnyCall>> = await import(path)
      const lines = Object.entries(contracts)
        .filter(([, calls]) => Object.values(calls).every((call) => typeof call?.method === 'string'))
        .map(([name, calls]) => `export const ${name} = ${JSON.stringify(asData(calls))}`)
      return lines.join('\n')
    },
  }
}

function asData(calls: Record<string, AnyCall>) {
  return Object.fromEntries(
    Object.entries(calls).map(([name, { method, path, about, who, gives }]) => [
      name,
      { method, path, about, who, gives: typeof gives === 'string' ? gives : null },
    ]),
  )
}

/** What starts the application, and what signing in needs beside it, each comes in one file. */
const CHUNKS = [
  { name: 'main', tags: ['$initial' as const], priority: 2 },
  { name: 'sign-in', test: /\/sign-in\/SignIn\.tsx$/, priority: 1 },
]

export default defineConfig({
  root: at('./src/web'),
  publicDir: at('./src/web/public'),
  plugins: [contractsAsData(), react()],
  resolve: {
    alias: {
      '#web': at('./src/web'),
      '#lib': at('./src/lib'),
      '#domains': at('./src/domains'),
      '#app': at('./src/app'),
    },
  },
  build: {
    outDir: at('./dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } },
  },
})
