-- Documents: room that is reserved while a file is on its way, uploads that any process can resume, downloads by a
-- ticket in a row, one record of every view, comments with an audience, and purges that leave nothing behind.

-- There is no anonymous address for a document, so nothing is public. The worker sees the rows of every organization.
set local role deedline_worker;
update documents set visibility = 'agency' where visibility = 'public';
update document_requests set visibility = 'agency' where visibility = 'public';
reset role;
alter domain document_visibility drop constraint document_visibility_check;
alter domain document_visibility add constraint document_visibility_check check (value in ('private', 'team', 'agency'));
alter policy visible on documents using (
  organization_id = app_organization_id() and (
    case when (select app_role()) = 'share' then id = (select app_document_id()) else
      (select app_role()) in ('owner', 'admin', 'system')
      or uploaded_by = (select app_user_id())
      or visibility = 'agency'
      or (visibility = 'team' and team_id = any ((select my_team_ids())::uuid[]))
      or id = any ((select my_shared_document_ids())::uuid[])
    end
  )
);

-- Room that is promised to files on their way, until they are kept or given up.
create table storage_reservations (
  organization_id uuid not null references organizations,
  id uuid not null,
  bytes bigint not null check (bytes >= 0),
  expires_at timestamptz not null,
  primary key (organization_id, id)
);
create index idx_storage_reservations_expires on storage_reservations (expires_at);
select protect('storage_reservations');

-- One connection at a time receives or keeps a resumable upload, whichever process it reaches. What was refused at the
-- end is told again to who asks.
alter table upload_sessions
  add lease_id uuid,
  add leased_until timestamptz,
  add lease_wanted boolean not null default false,
  add refusal jsonb;
create index idx_upload_sessions_user on upload_sessions (organization_id, user_id);
create index idx_upload_sessions_finished on upload_sessions (finished_at) where finished_at is not null;

-- A file that a row knows and the store does not: since when it has been missed.
alter table document_blobs add missing_since timestamptz;
create index idx_document_blobs_missing on document_blobs (organization_id) where missing_since is not null;

-- What may be downloaded without a bearer, for a minute, by the person who asked for it.
create table download_tickets (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash text not null,
  document_ids uuid[] not null check (cardinality(document_ids) between 1 and 500),
  version_number integer,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id)
);
create index idx_download_tickets_user on download_tickets (organization_id, user_id);
create index idx_download_tickets_expires on download_tickets (expires_at);
select protect('download_tickets');

-- A view is on record once per viewer (a person or a share), document, version, action and quarter of an hour: whoever
-- inserts the mark writes the line. Marks are swept after a day; the log stays.
alter domain access_action drop constraint access_action_check;
alter domain access_action add constraint access_action_check
  check (value in ('view', 'download', 'upload', 'share', 'delete', 'edit', 'comment'));
create table document_view_marks (
  organization_id uuid not null references organizations,
  document_id uuid not null,
  version_number integer not null,
  viewer_id uuid not null,
  action access_action not null,
  quarter timestamptz not null,
  primary key (organization_id, document_id, version_number, viewer_id, action, quarter)
);
create index idx_document_view_marks_quarter on document_view_marks (quarter);
select protect('document_view_marks', 'exists (select from documents d
  where d.organization_id = document_view_marks.organization_id and d.id = document_view_marks.document_id)');

-- Who reads a comment. Guests, who come by a link, read what guests wrote and what members meant for them.
alter table document_comments
  add author_kind text not null default 'member' check (author_kind in ('member', 'guest')),
  add audience text not null default 'members' check (audience in ('members', 'guests'));
set local role deedline_worker;
update document_comments set author_kind = 'guest', audience = 'guests' where user_id is null;
reset role;
alter table document_comments add check (author_kind = 'member' or audience = 'guests');
alter policy same_organization on document_comments using (
  organization_id = app_organization_id()
  and exists (select from documents d where d.organization_id = document_comments.organization_id
                                        and d.id = document_comments.document_id)
  and ((select app_role()) is distinct from 'share' or audience = 'guests'));
create index idx_document_comments_share on document_comments (organization_id, share_id) where share_id is not null;

-- The share that gave its sharer what they pass on: when it is revoked, so is this one.
alter table document_shares
  add handed_on_from uuid,
  add foreign key (organization_id, handed_on_from) references document_shares on delete set null (handed_on_from);
create index idx_document_shares_handed_on on document_shares (organization_id, handed_on_from)
  where handed_on_from is not null;

-- The version for which a person decided on a value; its evidence may lie in an earlier one.
alter table document_extractions add decided_version_number integer;
set local role deedline_worker;
update document_extractions set decided_version_number = version_number where state <> 'proposed';
reset role;

-- Nobody caches a document: telling the caches of each change made all commits stand in one line.
drop trigger stale on documents;
drop function stale_document();

-- When the last mail about it could not be delivered after every try; null again once one is.
alter table document_requests add mail_failed_at timestamptz;
alter table document_shares add mail_failed_at timestamptz;

-- How many files a request has received, counted by the row itself.
alter table document_requests add received_count integer not null default 0 check (received_count >= 0);
set local role deedline_worker;
update document_requests r set received_count = (
  select count(*) from documents d where d.organization_id = r.organization_id and d.document_request_id = r.id
                                     and d.parent_document_id is null);
reset role;

-- Foreign keys that nothing looked up yet.
create index idx_documents_team on documents (organization_id, team_id) where team_id is not null;
create index idx_document_requests_team on document_requests (organization_id, team_id) where team_id is not null;
create index idx_document_versions_created_by on document_versions (organization_id, created_by);
create index idx_document_shares_shared_by on document_shares (organization_id, shared_by);

/* Gives up the files among `hashes` that no version of the organization holds any more, whoever may see those versions,
   and answers where they lie. The caller holds the lock of each hash. */
create function release_blobs(hashes text[]) returns table (storage_path text)
language sql security definer set search_path = public, pg_temp as $$
  delete from document_blobs b
   where b.organization_id = app_organization_id() and b.file_hash = any (hashes)
     and not exists (select from document_versions v
                      where v.organization_id = b.organization_id and v.file_hash = b.file_hash)
  returning b.storage_path
$$;

/* The words of a text as the vocabulary has them: from three letters to forty, no numbers. What is added and what is
   forgotten must be cut the same way, so both ask here. */
create function vocabulary_of(body text) returns table (term text) language sql immutable parallel safe as $$
  select distinct lower(word) from regexp_split_to_table(left(body, 300000), '[^[:alpha:]]+') word
   where length(word) between 3 and 40
$$;
create or replace function add_document_terms(body text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into document_terms (organization_id, term)
  select app_organization_id(), w.term from vocabulary_of(body) w
  on conflict do nothing
$$;

select open_door('release_blobs(text[])');
