// Which test file is being read, for what its tests share without sharing it with the next file of the process.

let current = ''

/** Said before each file of a process that reads several. */
export function startFile(path: string): void {
  current = path
}

/** The file being read: to ask while its tests are declared, not while they run. Empty in a process of one file. */
export const currentFile = (): string => current
