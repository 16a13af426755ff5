import type { JSX } from 'preact';
import { useWords } from '../frame.js';

/** A problem page in words: what happened, what to do, and a way on. */
export function PlainProblemPage({
  title,
  what,
  todo,
}: {
  readonly title: string;
  readonly what: string;
  readonly todo: string;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="narrow">
      <h1>{title}</h1>
      <p>{what}</p>
      <p>{todo}</p>
      <p>
        <a class="button" href="/">
          {words.goHome}
        </a>
      </p>
    </div>
  );
}
