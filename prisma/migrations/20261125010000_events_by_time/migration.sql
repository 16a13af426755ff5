-- The caretaker asks every minute what has happened since its last look. Events are only ever added, in the order of
-- their instants: a block range index knows where the last ones lie, and costs a writer nothing.
create index event_at_idx on event using brin (at) with (pages_per_range = 16);
