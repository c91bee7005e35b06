/**
 * Replaces letters that a scan confused with digits, where they are in a number: "2O25", "$4l2,5OO.OO", "l2/3l/2025".
 * No character changes its position.
 */
export function withDigits(text: string): string {
  return text
    .replace(/\d[\dOolI,./]{0,30}[\dOolI](?![\p{L}])/gu, toDigits)
    .replace(/(?<![\p{L}\d])[lI](?=[\dOolI]?\/\d)/gu, toDigits)
}

function toDigits(number: string): string {
  return number.replace(/[Oo]/g, '0').replace(/[lI]/g, '1')
}
