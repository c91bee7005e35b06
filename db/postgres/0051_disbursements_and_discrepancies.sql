-- A disbursement authorization that was emailed: to which address, and which file, with its hash as it was attached. And
-- which deals their documents may disagree about.

alter table commission_disbursements
  add column sent_email text check (length(sent_email) between 3 and 320),
  add column sent_document_id uuid,
  add column sent_hash text check (sent_hash ~ '^[0-9a-f]{64}$'),
  add column mail_failed_at timestamptz,
  add foreign key (organization_id, sent_document_id) references documents on delete set null (sent_document_id);
create index idx_commission_disbursements_sent_document on commission_disbursements (organization_id, sent_document_id)
  where sent_document_id is not null;

/* The deals of which documents may disagree about one of these fields ({ key, field, types }): those that have two
   values of it, whoever sees the documents, and those where a person decided once. Few do, so that only of these it is
   asked, under the policies, what the person sees. */
create function contested_deals(fields jsonb) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() = 'share' then return; end if;
  return query
    with mapped as materialized (
      select m.key, m.field, m.types from jsonb_to_recordset(fields) m(key text, field text, types text[])),
    said as (
      select a.transaction_id, m.field, coalesce(e.normalized, e.value) collate "C" as value
        from document_extractions e
        join mapped m on m.key = e.field
        join documents d on d.organization_id = e.organization_id and d.id = e.document_id and d.deleted_at is null
         and d.version_number in (e.version_number, e.decided_version_number)
         and (m.types is null or d.document_type = any (m.types))
        join transaction_documents a on a.organization_id = e.organization_id and a.document_id = e.document_id
       where e.organization_id = app_organization_id() and e.state = 'accepted'
         and e.field in (select mapped.key from mapped))
    select said.transaction_id from said group by said.transaction_id, said.field
    having min(said.value) <> max(said.value)
     union
    select z.transaction_id from transaction_settled_values z where z.organization_id = app_organization_id();
end $$;
select open_door('contested_deals(jsonb)');
