import { spawnSync } from 'node:child_process'

export type SmallDisk = { grow: (megabytes: number) => void; unmount: () => void }

/** A disk in memory that is soon full; undefined where one may not mount, as in most containers. */
export function mountSmallDisk(directory: string, megabytes: number): SmallDisk | undefined {
  const mount = (options: string) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', `mode=755,${options}`, 'tmpfs', directory]).status === 0
  if (!mount(`size=${megabytes}m`)) return undefined
  return {
    grow: (size) => mount(`remount,size=${size}m`),
    unmount: () => spawnSync('umount', ['-l', directory]),
  }
}
