/** First number of the database's lock on one file, the second is made of its hash: who keeps it shares the lock, who clears it away has it alone. */
export const fileLock = 7_301
/** The same for all files: a backup shares it, for it copies the files of its snapshot long after that was taken. */
export const filesLock = 7_300
