/** How many digits an authenticator app shows, and a code that is sent has. */
export const CODE_DIGITS = 6
