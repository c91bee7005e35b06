-- outside a transaction
-- What was decided of values with one label.
create index concurrently if not exists idx_document_extractions_taught on document_extractions (organization_id, context)
  where state <> 'proposed' and context is not null;
