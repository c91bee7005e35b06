create domain document_type as text check (value in
  ('contract', 'disclosure', 'inspection', 'appraisal', 'title', 'insurance', 'loan', 'listing', 'offer',
   'counteroffer', 'amendment', 'addendum', 'closing', 'deed', 'other'));
create domain document_visibility as text check (value in ('private', 'team', 'agency', 'public'));
create domain document_status as text check (value in ('processing', 'ready', 'error', 'archived'));
create domain share_access_type as text check (value in ('view', 'download', 'comment'));
create domain access_action as text check (value in ('view', 'download', 'upload', 'share', 'delete', 'edit'));
create domain extraction_state as text check (value in ('proposed', 'accepted', 'rejected'));
create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');

/* What a document is called, in words: title first, then description, tags and the file's name without its joints. */
create function document_head(title text, description text, filename text, tags text[]) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('english', coalesce(title, '')), 'A')
      || setweight(to_tsvector('english', concat_ws(' ', description, regexp_replace(filename, '[_.-]+', ' ', 'g'),
                                                   (select string_agg(tag, ' ') from unnest(tags) tag))), 'B')
$$;

/* All the words of a document. A tsvector holds at most 1 MB: of a longer text, the beginning gives its words with
   their places and the rest as many words as fit. */
create function document_words(head tsvector, body text) returns tsvector language plpgsql immutable parallel safe as $$
declare
  words tsvector := head;
  step integer := 200000;
begin
  begin
    return head || setweight(to_tsvector('english', coalesce(body, '')), 'C');
  exception when program_limit_exceeded then null;
  end;
  for start in 0 .. length(body) / step loop
    begin
      words := words || case when start = 0
        then setweight(to_tsvector('english', substr(body, 1, step)), 'C')
        else strip(to_tsvector('english', substr(body, start * step + 1, step))) end;
    exception when program_limit_exceeded then return words;
    end;
  end loop;
  return words;
end $$;

-- A file's bytes, once per organization, however many documents and versions hold them.
create table document_blobs (
  organization_id uuid not null references organizations,
  file_hash sha256_hex not null,
  file_size bigint not null check (file_size >= 0),
  storage_path text not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, file_hash)
);

create index idx_document_blobs_storage_path on document_blobs (storage_path);

create table storage_usage (
  organization_id uuid primary key references organizations,
  used_bytes bigint not null default 0 check (used_bytes >= 0)
);

create function count_storage() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into storage_usage values (new.organization_id, new.file_size)
      on conflict (organization_id) do update set used_bytes = storage_usage.used_bytes + excluded.used_bytes;
  else
    update storage_usage set used_bytes = used_bytes - old.file_size where organization_id = old.organization_id;
  end if;
  return null;
end $$;
create trigger count_storage after insert or delete on document_blobs for each row execute function count_storage();

-- A document that somebody outside was asked for. Whoever holds the link may send files, and sees nothing else.
create table document_requests (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  requested_by uuid not null,
  requested_from_email text not null check (length(requested_from_email) <= 320),
  title text not null check (length(title) between 1 and 500),
  message text check (length(message) <= 2000),
  document_type document_type,
  visibility document_visibility not null default 'private',
  team_id uuid,
  token_hash text not null unique,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  note text check (length(note) <= 2000),
  fulfilled_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, requested_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, team_id) references teams on delete set null (team_id)
);
create index idx_document_requests_requested_by on document_requests (organization_id, requested_by, id desc);

create table documents (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  uploaded_by uuid not null,
  team_id uuid,
  parent_document_id uuid,
  document_request_id uuid,

  filename text not null check (length(filename) between 1 and 255),
  original_filename text not null check (length(original_filename) between 1 and 1024),
  file_extension text not null check (length(file_extension) <= 20),
  mime_type text not null check (length(mime_type) <= 200),
  file_size bigint not null check (file_size >= 0),
  file_hash sha256_hex not null,
  storage_path text not null,

  document_type document_type,
  category text check (length(category) <= 100),
  confidence_score numeric(5, 4) check (confidence_score between 0 and 1),
  type_source text check (type_source in ('classifier', 'second_opinion', 'person')),
  needs_review boolean not null default false,

  extracted_text text,
  extracted_data jsonb,

  visibility document_visibility not null default 'private',
  access_permissions jsonb not null default '{}',

  title text check (length(title) <= 500),
  description text check (length(description) <= 10000),
  tags text[] not null default '{}' check (cardinality(tags) <= 50),
  custom_fields jsonb not null default '{}',

  status document_status not null default 'processing',
  processing_stage text check (processing_stage in ('queued', 'reading', 'understanding')),
  processing_errors jsonb,
  version_number integer not null default 1,
  page_count integer,

  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  processed_at timestamptz,
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  retain_until date,

  -- Kept by keep_document_words. The first is small and ranks; the second holds the whole text and finds.
  head_vector tsvector,
  search_vector tsvector,

  primary key (organization_id, id),
  foreign key (organization_id, uploaded_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, team_id) references teams,
  foreign key (organization_id, parent_document_id) references documents on delete set null (parent_document_id),
  foreign key (organization_id, document_request_id) references document_requests on delete set null (document_request_id),
  check (visibility <> 'team' or team_id is not null)
);
alter table documents alter search_vector set storage external;

/* The words of a document, when what they come from changes. As generated columns they were made anew at every update,
   1.7 of its 2.4 ms; when the text stays, its words (weight C) are taken over, 0.1 ms (2026-11-24). Of a text so long
   that some words have no place, which ts_filter would lose, they are made anew. */
create function keep_document_words() returns trigger language plpgsql as $$
declare
  same_head boolean := false;
  same_text boolean := false;
begin
  if tg_op = 'UPDATE' then
    same_head := (new.title, new.description, new.filename, new.tags)
                 is not distinct from (old.title, old.description, old.filename, old.tags);
    same_text := new.extracted_text is not distinct from old.extracted_text;
  end if;
  if same_head and same_text then return new; end if;
  new.head_vector := document_head(new.title, new.description, new.filename, new.tags);
  new.search_vector := case when same_text and coalesce(length(new.extracted_text), 0) < 200000
    then new.head_vector || ts_filter(old.search_vector, '{c}')
    else document_words(new.head_vector, new.extracted_text) end;
  return new;
end $$;
create trigger words before insert or update of title, description, filename, tags, extracted_text on documents
  for each row execute function keep_document_words();

-- Lists go by id, newest first; the partial index is what an ordinary list reads.
create index idx_documents_live on documents (organization_id, id desc) where deleted_at is null;
create index idx_documents_trash on documents (organization_id, deleted_at) where deleted_at is not null;
create index idx_documents_uploaded_by on documents (organization_id, uploaded_by, id desc);
create index idx_documents_status_type on documents (organization_id, status, document_type);
create index idx_documents_review on documents (organization_id, id) where needs_review and deleted_at is null;
create index idx_documents_request on documents (organization_id, document_request_id) where document_request_id is not null;
create index idx_documents_parent on documents (organization_id, parent_document_id) where parent_document_id is not null;
create index idx_documents_file_hash on documents (organization_id, file_hash);
create index idx_documents_tags on documents using gin (organization_id, tags);
create index idx_documents_search_vector on documents using gin (organization_id, search_vector);
create index idx_documents_title_trgm on documents using gin (organization_id, lower(title) gin_trgm_ops);

create table document_versions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  version_number integer not null check (version_number > 0),
  filename text not null check (length(filename) between 1 and 255),
  mime_type text not null check (length(mime_type) <= 200),
  storage_path text not null,
  file_size bigint not null,
  file_hash sha256_hex not null,
  extracted_text text,
  page_count integer,
  changes_summary text check (length(changes_summary) <= 2000),
  restored_from integer,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, document_id, version_number),
  foreign key (organization_id, document_id) references documents on delete cascade,
  foreign key (organization_id, file_hash) references document_blobs,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create index idx_document_versions_file_hash on document_versions (organization_id, file_hash);

-- words: [[text, x0, y0, x1, y1], …], boxes as fractions of the page, origin top left.
create table document_pages (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  version_id uuid not null,
  page_number integer not null check (page_number > 0),
  width double precision not null,
  height double precision not null,
  text text not null,
  words jsonb not null,
  source text not null check (source in ('text_layer', 'ocr', 'none')),
  image_path text,
  thumbnail_path text,
  search_vector tsvector generated always as (to_tsvector('english', left(text, 100000))) stored,
  primary key (organization_id, id),
  unique (organization_id, version_id, page_number),
  foreign key (organization_id, version_id) references document_versions on delete cascade
);

create table document_shares (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  version_number integer not null,
  file_hash sha256_hex not null,
  shared_by uuid not null,
  shared_with_email text check (length(shared_with_email) <= 320),
  shared_with_user_id uuid,
  access_type share_access_type not null default 'view',
  share_token_hash text unique,
  password_hash text,
  failed_passwords integer not null default 0,
  message text check (length(message) <= 2000),
  expires_at timestamptz,
  max_accesses integer check (max_accesses > 0),
  access_count integer not null default 0,
  last_accessed_at timestamptz,
  first_viewed_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references documents on delete cascade,
  foreign key (organization_id, shared_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, shared_with_user_id) references organization_members (organization_id, user_id),
  check (share_token_hash is not null or shared_with_user_id is not null)
);
create index idx_document_shares_document_id on document_shares (organization_id, document_id);
create index idx_document_shares_user on document_shares (organization_id, shared_with_user_id)
  where shared_with_user_id is not null;
create index idx_document_shares_expires on document_shares (organization_id, expires_at);

create table document_comments (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  version_number integer not null,
  page_number integer,
  user_id uuid,
  share_id uuid,
  author_name text not null check (length(author_name) between 1 and 200),
  content text not null check (length(content) between 1 and 10000),
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references documents on delete cascade,
  foreign key (organization_id, share_id) references document_shares on delete set null (share_id)
);
create index idx_document_comments_document on document_comments (organization_id, document_id, id);

-- The evidence outlives its subject: no foreign key to documents or shares.
create table document_access_logs (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  version_number integer,
  user_id uuid,
  share_id uuid,
  action access_action not null,
  ip_address inet,
  user_agent text,
  success boolean not null default true,
  error_message text,
  duration integer check (duration >= 0),
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
) partition by range (id);
create index idx_document_access_logs_document_id on document_access_logs (organization_id, document_id, id desc);
create index idx_document_access_logs_user_id on document_access_logs (organization_id, user_id, id desc);
select partition_by_time('document_access_logs', 'month');

create table document_extractions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  version_number integer not null,
  field text not null check (length(field) <= 100),
  value text not null check (length(value) <= 2000),
  normalized text check (length(normalized) <= 2000),
  page_number integer,
  box jsonb,
  confidence numeric(5, 4) not null check (confidence between 0 and 1),
  state extraction_state not null default 'proposed',
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references documents on delete cascade
);
create index idx_document_extractions_document on document_extractions (organization_id, document_id, version_number);

-- Who corrected the class: what the organization's own classifier learns from. Text is kept so that it can learn again.
create table document_labels (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  predicted_type document_type,
  predicted_score numeric(5, 4),
  document_type document_type not null,
  text text not null,
  labelled_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, document_id)
);

create table classifier_models (
  organization_id uuid primary key references organizations,
  model jsonb not null,
  label_count integer not null,
  updated_at timestamptz not null default now()
);

-- The words of an organization's documents, so that a misspelt word finds its neighbour.
create table document_terms (
  organization_id uuid not null references organizations,
  term text not null check (length(term) between 3 and 40),
  primary key (organization_id, term)
);
create index idx_document_terms_trgm on document_terms using gin (organization_id, term gin_trgm_ops);

-- A large upload on its way, resumable (tus): what has been promised about the file that will come.
create table upload_sessions (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  filename text not null check (length(filename) between 1 and 1024),
  file_size bigint not null check (file_size >= 0),
  received_bytes bigint not null default 0,
  options jsonb not null default '{}',
  document_id uuid,
  expires_at timestamptz not null,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id)
);
create index idx_upload_sessions_expires on upload_sessions (expires_at) where finished_at is null;

-- Somebody outside is asked for a document; what he uploads arrives under the request.
/* The one document of the link that the request came with. */
create function app_document_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.document_id', true), '')::uuid
$$;
/* The teams of the person who asks; one look-up a query. */
create function my_team_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(team_id), '{}') from team_members
   where organization_id = app_organization_id() and user_id = app_user_id()
$$;
/* The documents that colleagues share with the person who asks. */
create function my_shared_document_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(document_id), '{}') from document_shares
   where organization_id = app_organization_id() and shared_with_user_id = app_user_id()
     and revoked_at is null and (expires_at is null or expires_at > now())
$$;
select open_door('my_team_ids()'), open_door('my_shared_document_ids()');

-- Who sees a document: its uploader; owners and admins, who answer for the files of the house; everybody when it is
-- the agency's or public; its team; and whom it is shared with. The holder of a link sees it through its own door.
alter table documents enable row level security;
alter table documents force row level security;
create policy visible on documents for select to deedline_app using (
  organization_id = app_organization_id() and (
    case when (select app_role()) = 'share' then id = (select app_document_id()) else
      (select app_role()) in ('owner', 'admin', 'system')
      or uploaded_by = (select app_user_id())
      or visibility in ('agency', 'public')
      or (visibility = 'team' and team_id = any ((select my_team_ids())::uuid[]))
      or id = any ((select my_shared_document_ids())::uuid[])
    end
  )
);
create policy added on documents for insert to deedline_app with check (organization_id = app_organization_id());
create policy changed on documents for update to deedline_app using (organization_id = app_organization_id());
create policy purged on documents for delete to deedline_app using (organization_id = app_organization_id());
create policy every_organization on documents to deedline_worker using (true);
grant select, insert, update, delete on documents to deedline_app, deedline_worker;

-- What hangs on a document is seen by who sees the document.
select protect('document_blobs'), protect('storage_usage'), protect('document_labels'), protect('classifier_models'),
       protect('document_terms'), protect('upload_sessions');
-- A request is seen by who made it and by who leads.
select protect('document_requests', '(select app_role()) in (''owner'', ''admin'', ''coordinator'', ''officer'', ''system'')
  or requested_by = (select app_user_id())');
select protect(child::regclass, format('exists (select from documents d where d.organization_id = %1$s.organization_id
                                                 and d.id = %1$s.document_id)', child))
  from unnest(array['document_versions', 'document_shares', 'document_comments', 'document_extractions']) child;
select protect('document_pages', 'exists (select from document_versions v
  where v.organization_id = document_pages.organization_id and v.id = document_pages.version_id)');
-- Owners and admins read the log of documents that are gone; everybody else the log of what he sees.
select protect('document_access_logs', '(select app_role()) in (''owner'', ''admin'', ''system'')
  or exists (select from documents d where d.organization_id = document_access_logs.organization_id
                                       and d.id = document_access_logs.document_id)');
revoke update, delete on document_access_logs from deedline_app, deedline_worker;
revoke all on document_terms from deedline_app;

create trigger touch before update on documents for each row execute function bump_version();

create function stale_document() returns trigger language plpgsql as $$
begin
  perform stale('doc:' || coalesce(new.id, old.id));
  return null;
end $$;
create trigger stale after update or delete on documents for each row execute function stale_document();

/* Full text search. Under row-level security `@@` may not use an index, so this door filters by itself: it finds what
   the person of the transaction sees, by the same rule as the policy `visible` (a test holds them together). At most
   `cap` documents, the newest, so that a word in every document costs no more than the page that is shown.

   The planner takes `@@` for cheap and does not know that a document's words must be fetched for it, 5 µs each. So a
   look at the newest 200 tells it which way to go: a word in half of them is found by going through the documents,
   any other by the index of words. A word in every ninth of 100,000 documents took 58 ms so, and 420 ms the way that
   the planner chose (2026-11-24). What is set here ends with the function. */
create function search_documents(query tsquery, cap integer)
returns table (id uuid, document_type text, status text, tags text[], uploaded_by uuid, visibility text,
               needs_review boolean, created_at timestamptz, file_size bigint, title text, deleted_at timestamptz,
               head_rank real)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
set enable_bitmapscan = on set enable_indexscan = on set enable_seqscan = off as $$
declare
  tenant uuid := app_organization_id();
  me uuid := app_user_id();
  everything boolean := coalesce(app_role() in ('owner', 'admin', 'system'), false);
  teams uuid[] := my_team_ids();
  shared uuid[] := my_shared_document_ids();
  common boolean;
begin
  if app_role() = 'share' then return; end if;
  select count(*) filter (where newest.search_vector @@ query) > 100 into common from (
    select d.search_vector from documents d where d.organization_id = tenant order by d.id desc limit 200) newest;
  perform set_config('enable_bitmapscan', case when common then 'off' else 'on' end, true),
          set_config('enable_indexscan', case when common then 'on' else 'off' end, true);
  return query
    select d.id, d.document_type::text, d.status::text, d.tags, d.uploaded_by, d.visibility::text, d.needs_review,
           d.created_at, d.file_size, d.title, d.deleted_at, ts_rank(d.head_vector, query)
      from documents d
     where d.organization_id = tenant and d.search_vector @@ query
       and (everything or d.uploaded_by = me or d.visibility in ('agency', 'public')
            or (d.visibility = 'team' and d.team_id = any (teams)) or d.id = any (shared))
     order by d.id desc limit cap;
end $$;

/* The organization's words nearest to a misspelt one. They may come from documents that the person does not see, so
   whoever asks must offer only what then finds something for him. */
create function nearest_terms(word text) returns table (term text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.term from document_terms t
   where t.organization_id = app_organization_id() and t.term % word
   order by similarity(t.term, word) desc, t.term limit 3
$$;

/* The words of a text, for the vocabulary: from three letters to forty, no numbers. */
create function add_document_terms(body text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into document_terms (organization_id, term)
  select distinct app_organization_id(), lower(word)
    from regexp_split_to_table(left(body, 300000), '[^[:alpha:]]+') word
   where length(word) between 3 and 40
  on conflict do nothing
$$;
select open_door('search_documents(tsquery, integer)'), open_door('nearest_terms(text)'), open_door('add_document_terms(text)');

/* The one question that comes before any tenant is known: whose link is this? */
create function find_share(token_hash text) returns table (organization_id uuid, share_id uuid, document_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.organization_id, s.id, s.document_id from document_shares s where s.share_token_hash = find_share.token_hash
$$;
select open_door('find_share(text)');

/* The same question for a link that asks for a document. */
create function find_document_request(token_hash text) returns table (organization_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.organization_id, r.id from document_requests r where r.token_hash = find_document_request.token_hash
$$;
select open_door('find_document_request(text)');

/* Who speaks to the holder of a link: he sees neither people nor organizations himself. */
create function share_sender(share uuid) returns table (shared_by_name text, organization_name text, branding jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.display_name, o.name, o.branding
    from document_shares s join users u on u.id = s.shared_by join organizations o on o.id = s.organization_id
   where s.organization_id = app_organization_id() and s.id = share
$$;
select open_door('share_sender(uuid)');
