-- Whether the newest version's words could be read: null until that is known. A file that is kept but not readable was
-- told apart only by the code of its last failure, by which no list could be narrowed. The first default gives the
-- rows that are there their value without rewriting them; those that come have none.
alter table documents add column readable boolean default true;
alter table documents alter column readable drop default;

-- What failed, and what is still being read, without counting as a change that anybody made.
alter table documents no force row level security;
alter table documents disable trigger user;
update documents set readable = case when status <> 'processing' then false end
 where status in ('processing', 'error') or processing_errors -> -1 ->> 'code' = 'unsupported';
alter table documents enable trigger user;
alter table documents force row level security;
create index idx_documents_unreadable on documents (organization_id, id) where readable = false;
