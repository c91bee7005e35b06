import { expect, test } from 'vitest'
import { confirmBy, confirmed } from './confirmation.ts'

test('several requests that need a confirmation ask the person once, and later ones ask again', async () => {
  let asked = 0
  const answers: ((yes: boolean) => void)[] = []
  const stop = confirmBy(() => {
    asked++
    return new Promise((resolve) => answers.push(resolve))
  })
  const waiting = [confirmed(), confirmed()]
  answers[0]?.(true)
  expect(await Promise.all(waiting)).toEqual([true, true])
  expect(asked).toBe(1)

  const again = confirmed()
  answers[1]?.(false)
  expect(await again).toBe(false)
  expect(asked).toBe(2)
  stop()
})

test('where nobody can be asked, nothing is confirmed', async () => {
  expect(await confirmed()).toBe(false)
})
