/** Where the program says what it does while it starts: one Vietnamese sentence a time. */
export type Tell = (sentence: string) => void
