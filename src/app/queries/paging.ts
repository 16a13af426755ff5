import { z } from 'zod';

/** Pages are counted from 1. */
export const page = z.int().min(1).max(1_000_000).default(1);
export const pageSize = z.int().min(1).max(200).default(25);

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

export function offsetOf(paging: { readonly page: number; readonly pageSize: number }): number {
  return (paging.page - 1) * paging.pageSize;
}
