-- outside a transaction
-- A map of contacts of one type, or in an area, is answered by its index alone, as a map of all is.
create index concurrently if not exists idx_contacts_map_columns on contacts (organization_id, longitude, latitude)
  include (id, owner_id, visibility, team_id, contact_type, coordinates) where deleted_at is null;
drop index concurrently if exists idx_contacts_map;
