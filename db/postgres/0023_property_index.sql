-- outside a transaction
-- The documents of one property, and which properties an organization has documents of.
create index concurrently if not exists idx_documents_property on documents (organization_id, property_address, id)
  where property_address is not null;

set role deedline_worker;
call fill_property_addresses();
reset role;
