-- A draft of the next year that was made from a proposal for which this year had no money, or whose window closed on it.
ALTER TABLE proposal ADD COLUMN carried_from uuid REFERENCES proposal(id);
-- one proposal is carried over once
CREATE UNIQUE INDEX proposal_carried_once ON proposal (carried_from) WHERE carried_from IS NOT NULL;
