-- Which contingency of the contract a date of a deal is, so that what documents say of it is compared with the deal. What
-- people called like one is that one. And what ends with the access of a client is counted exactly; the deals whose
-- documents disagree are found faster.

alter table transaction_dates add column contingency text check (contingency in (
  'inspection_contingency', 'loan_contingency', 'appraisal_contingency', 'title_contingency', 'disclosure_contingency',
  'sale_contingency', 'hoa_contingency', 'insurance_contingency', 'attorney_review', 'option_period'));

update transaction_dates d set contingency = n.contingency
  from (values
    ('inspection_contingency', '^(home |property )?(inspections?|investigations?|due diligence)( (contingency|period|removal))?$'),
    ('loan_contingency', '^(loan|financing|mortgage)( (contingency|period|removal|approval|commitment))?$'),
    ('appraisal_contingency', '^appraisal( (contingency|period|removal))?$'),
    ('title_contingency', '^title (review|contingency|objections?|period)$'),
    ('disclosure_contingency', '^(seller )?disclosures? (review|contingency|period)$'),
    ('sale_contingency', '^(sale of buyer.s (home|property)|home sale)( contingency)?$'),
    ('hoa_contingency', '^(hoa|condo)( documents?)? (review|contingency|period)$'),
    ('insurance_contingency', '^insurance contingency$'),
    ('attorney_review', '^attorney (review|approval)( (period|contingency))?$'),
    ('option_period', '^option( period)?$')) n(contingency, called)
 where trim(d.name) ~* n.called;

/* The deals of which documents may disagree about one of these fields ({ key, field, types }): those that have two
   values of it, whoever sees the documents, and those where a person decided once. Few do, so that only of these it is
   asked, under the policies, what the person sees. First the values of each deal are compared by their hashes, whatever
   document they are in: that leaves few for the documents' types and versions to be looked at. The organization and the
   keys are variables, because a function in a filter is called for each row. */
create or replace function contested_deals(fields jsonb) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization constant uuid := app_organization_id();
  keys constant text[] := array(select f ->> 'key' from jsonb_array_elements(fields) f);
begin
  if app_role() = 'share' then return; end if;
  return query
    with mapped as materialized (
      select m.key, m.field, m.types from jsonb_to_recordset(fields) m(key text, field text, types text[])),
    hashes as (
      select a.transaction_id, e.field as key, min(hashtextextended(e.normalized, 0)) as least,
             max(hashtextextended(e.normalized, 0)) as most
        from document_extractions e
        join transaction_documents a on a.organization_id = e.organization_id and a.document_id = e.document_id
       where e.organization_id = organization and e.state = 'accepted' and e.field = any (keys)
         and octet_length(e.normalized) <= 600
       group by a.transaction_id, e.field),
    rough as materialized (
      select h.transaction_id from hashes h join mapped m on m.key = h.key
       group by h.transaction_id, m.field having min(h.least) <> max(h.most)),
    said as (
      select a.transaction_id, m.field, coalesce(e.normalized, e.value) collate "C" as value
        from transaction_documents a
        join documents d on d.organization_id = a.organization_id and d.id = a.document_id and d.deleted_at is null
        join document_extractions e on e.organization_id = d.organization_id and e.document_id = d.id
         and e.state = 'accepted' and d.version_number in (e.version_number, e.decided_version_number)
        join mapped m on m.key = e.field and (m.types is null or d.document_type = any (m.types))
       where a.organization_id = organization
         and a.transaction_id = any (array(select rough.transaction_id from rough)))
    select said.transaction_id from said group by said.transaction_id, said.field
    having min(said.value) <> max(said.value)
     union
    select z.transaction_id from transaction_settled_values z where z.organization_id = organization;
end $$;

/* How many links that were emailed to an address for a deal still work, whoever sees them: document requests, and shares of
   its documents. A number only; the product asks it of members who work on the deal. */
create function count_links_to(deal uuid, address text) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization constant uuid := app_organization_id();
begin
  if app_role() = 'share' then return 0; end if;
  return (
    select count(*) from transaction_requests a
      join document_requests r on r.organization_id = a.organization_id and r.id = a.request_id
     where a.organization_id = organization and a.transaction_id = deal
       and lower(r.requested_from_email) = lower(address) and r.revoked_at is null
       and (r.fulfilled_at is null and exists (
              select from document_request_items i
               where i.organization_id = organization and i.document_request_id = r.id and i.state = 'open')
            or exists (
              select from document_request_items i
               where i.organization_id = organization and i.document_request_id = r.id
                 and (i.state = 'received' or i.received_count > 0))))
  + (
    select count(*) from transaction_documents a
      join document_shares s on s.organization_id = a.organization_id and s.document_id = a.document_id
     where a.organization_id = organization and a.transaction_id = deal
       and lower(s.shared_with_email) = lower(address) and s.revoked_at is null);
end $$;
select open_door('count_links_to(uuid, text)');
