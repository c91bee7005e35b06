-- outside a transaction
-- Accepted values by field, with what is compared of them: which deals have documents that disagree is answered from this
-- alone. Longer values than these are no day, amount, period or parcel number.
create index concurrently if not exists idx_document_extractions_accepted
  on document_extractions (organization_id, field, document_id) include (normalized)
  where state = 'accepted' and octet_length(normalized) <= 600;
