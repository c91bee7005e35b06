-- outside a transaction
-- The index of words with the period that each document came in, which find_documents narrows by.
create index concurrently if not exists idx_documents_words on documents using gin (organization_id, search_vector, period_of(id));
drop index concurrently if exists idx_documents_search_vector;
alter index idx_documents_words rename to idx_documents_search_vector;
