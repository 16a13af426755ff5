/** Gives a person of the record the means to sign in; a second call for the same id replaces the password. */
export interface AccountsPort {
  create(userId: string, email: string, name: string, password: string): Promise<void>;
}
