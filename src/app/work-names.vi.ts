/** What work in the background does, by the event that it follows: for administrators who see that it has stopped. */
const workNames: Readonly<Record<string, string>> = {
  'organisation.agency-founded': 'Mở sổ văn bản cho cơ quan mới',
  'organisation.post-ended': 'Bàn giao việc và thu lại khóa ký khi thôi giữ một vị trí',
  'organisation.person-left': 'Bàn giao việc và thu lại khóa ký của người đã rời cơ quan',
}

/** Null for what this program no longer follows: its bare name must do. */
export const workName = (event: string): string | null => workNames[event] ?? null
