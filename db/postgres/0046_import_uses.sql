-- Undoing an import keeps what a deal uses, also a deal that the person who undoes it doesn't see.
create function used_properties(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct t.property_id from transactions t
    join properties p on p.organization_id = t.organization_id and p.id = t.property_id
   where t.organization_id = app_organization_id() and p.import_id = import
$$;
create function used_contacts(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.contact_id from transaction_parties a
    join contacts c on c.organization_id = a.organization_id and c.id = a.contact_id
   where a.organization_id = app_organization_id() and c.import_id = import
$$;
select open_door('used_properties(uuid)'), open_door('used_contacts(uuid)');
