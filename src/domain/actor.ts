/** Who acts. Roles are never carried along: they are re-read in the transaction that decides. */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'system'; readonly purpose: string }
  | { readonly kind: 'public' };

/** The text the database sees in `app.actor`: `user:<id>`, `system:<purpose>` or `public`. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'system':
      return `system:${actor.purpose}`;
    case 'public':
      return 'public';
  }
}
