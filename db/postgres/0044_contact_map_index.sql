-- outside a transaction
-- A map of all contacts of an organization reads this index alone, with what decides who sees which contact.
create index concurrently if not exists idx_contacts_map on contacts (organization_id, longitude, latitude)
  include (id, owner_id, visibility, team_id) where deleted_at is null;
create index concurrently if not exists idx_contacts_importance on contacts (organization_id, importance_score desc, id)
  where deleted_at is null;
