import { TextInput, type TextInputProps } from '@mantine/core'
import { formatMoney } from '#web/kit/figures.ts'
import { parseDollars, showDollars } from './text-fact.ts'
import { useDraft } from './use-draft.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'error'> & {
  value: string
  onFact: (fact: string) => void
  error?: string | null
}

/** US dollars, "$1,250,000.00" once the field is left. */
export function MoneyField({ value, onFact, error, ...props }: Props) {
  const { input, typing } = useDraft(value, onFact, { parse: parseDollars, show: showDollars })
  return (
    <TextInput
      placeholder={formatMoney('0')}
      inputMode="decimal"
      autoComplete="off"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      onFocus={(event) => event.currentTarget.select()}
      {...props}
      {...input}
      error={typing ? null : error}
    />
  )
}
