import { openDatabase } from '#app/database.ts'
import { readConfig } from '#infra/config.ts'

const config = readConfig({ DATA_DIR: process.env.DIR ?? '/tmp/bench1' })
const database = await openDatabase(config, console.error)
console.log(database.url)
process.on('SIGTERM', async () => {
  await database.stop()
  process.exit(0)
})
setInterval(() => {}, 1000)
