import { Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { Section } from '#web/kit/Section.tsx'

const SCHEMES = [
  { value: 'auto', label: 'Match system', note: 'Light by day and dark by night, as your device does' },
  { value: 'light', label: 'Light', note: 'Dark text on white' },
  { value: 'dark', label: 'Dark', note: 'Light text on a dark background' },
] as const

/** How Deedline looks on this device. */
export function AppearancePage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const set = (value: string) => {
    const scheme = SCHEMES.find((one) => one.value === value)
    if (scheme) setColorScheme(scheme.value)
  }
  return (
    <Section title="Theme" note="On this device only.">
      <Radio.Group aria-label="Theme" value={colorScheme} onChange={set}>
        <Stack gap="sm">
          {SCHEMES.map(({ value, label, note }) => (
            <Radio key={value} value={value} label={label} description={note} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  )
}
