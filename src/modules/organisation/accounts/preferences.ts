/** How a person wants to see the platform; null is the usual: the theme of the machine, comfortable rows. */
export type Preferences = { theme: 'light' | 'dark' | null; density: 'compact' | 'dense' | null; language: 'vi' | 'en' }

export const usualPreferences: Preferences = { theme: null, density: null, language: 'vi' }
