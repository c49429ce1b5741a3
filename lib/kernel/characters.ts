/** Characters that cannot be seen, by which two names could look alike. NFKC, by which names are compared, makes no more. */
export const invisible = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u

/** The same but for joiners, which shape words in Persian and Indic scripts: text that is not compared may hold them. */
export const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

/** Text that PostgreSQL can hold. */
export const withoutNull = /^[^\0]*$/
