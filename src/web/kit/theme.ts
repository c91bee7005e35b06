import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const slate: MantineColorsTuple = [
  '#f8fafc',
  '#f1f5f9',
  '#e2e8f0',
  '#cbd5e1',
  '#94a3b8',
  '#64748b',
  '#526074',
  '#334155',
  '#1e293b',
  '#0f172a',
]
const night: MantineColorsTuple = [
  '#dbe1ea',
  '#b6bfcc',
  '#94a0b1',
  '#6c788a',
  '#3a4657',
  '#2b3543',
  '#1f2733',
  '#171e28',
  '#10161e',
  '#0b1016',
]
const evergreen: MantineColorsTuple = [
  '#eef9f4',
  '#d8efe4',
  '#b0dfc9',
  '#80caa9',
  '#52b38a',
  '#2f9a70',
  '#1b7f5c',
  '#136c4f',
  '#0e5740',
  '#094431',
]
const amber: MantineColorsTuple = [
  '#fffbeb',
  '#fef3c7',
  '#fde68a',
  '#fcd34d',
  '#fbbf24',
  '#d98a06',
  '#b45309',
  '#92400e',
  '#78350f',
  '#5a2a0c',
]
const red: MantineColorsTuple = [
  '#fef2f2',
  '#fee2e2',
  '#fecaca',
  '#fca5a5',
  '#f87171',
  '#e04444',
  '#c42b2b',
  '#a81f1f',
  '#871b1b',
  '#661616',
]

/** The button is a picture only. */
const CLOSE = { 'aria-label': 'Close' }

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } },
  },
  colors: { gray: slate, dark: night, evergreen, amber, red },
  primaryColor: 'evergreen',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    Anchor: { defaultProps: { underline: 'always' } },
    InputWrapper: { defaultProps: { withAsterisk: false } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'sm', position: 'bottom-end' } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        shadow: 'md',
        centered: true,
        closeButtonProps: CLOSE,
      },
      styles: { title: { fontWeight: 600, fontSize: 15 } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, closeButtonProps: CLOSE } },
    Table: {
      defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', fz: 'sm' },
      styles: { td: { height: 36 } },
    },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
  },
})

/** Text that is dimmed, a placeholder or an error must stay readable on what it stands on (WCAG 2.2 AA). */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--rule': '1px solid var(--mantine-color-default-border)' },
  light: {
    '--mantine-color-default-border': slate[2],
    '--mantine-color-dimmed': slate[6],
    '--mantine-color-placeholder': slate[5],
    '--mantine-color-error': red[6],
    '--mantine-color-body': '#ffffff',
    '--surface': slate[0],
    '--accent-text': evergreen[7],
    '--soon-text': amber[7],
    '--late-text': red[6],
    '--waiting-text': '#1d4f91',
    '--hover': slate[1],
    '--chosen': evergreen[0],
    '--mark': '#fdeeb3',
  },
  dark: {
    '--mantine-color-default-border': night[5],
    '--mantine-color-dimmed': night[2],
    '--mantine-color-placeholder': night[2],
    '--mantine-color-error': red[4],
    '--mantine-color-body': night[7],
    '--surface': night[8],
    '--accent-text': evergreen[3],
    '--soon-text': amber[4],
    '--late-text': red[3],
    '--waiting-text': '#9cc3f5',
    '--hover': night[6],
    '--chosen': '#16302a',
    '--mark': '#5c4a12',
    // Mantine's own are darker than the page, and read as holes in it.
    '--mantine-color-gray-light': night[5],
    '--mantine-color-gray-light-color': night[0],
    '--mantine-color-evergreen-light': '#16382e',
    '--mantine-color-evergreen-light-color': evergreen[3],
    '--mantine-color-amber-light': '#3d2d10',
    '--mantine-color-amber-light-color': amber[4],
    '--mantine-color-red-light': '#43211f',
    '--mantine-color-red-light-color': red[3],
  },
})
