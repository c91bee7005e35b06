import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('./src/web'),
  publicDir: at('./src/web/public'),
  plugins: [react()],
  resolve: {
    alias: { '#web': at('./src/web'), '#lib': at('./src/lib'), '#domains': at('./src/domains') },
  },
  build: { outDir: at('./dist/web'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500 },
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } },
  },
})
