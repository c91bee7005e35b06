-- Deals are imported as contacts are: one table of imports, whatever the rows of their files become.

alter table contact_imports rename to imports;
alter table imports rename constraint contact_imports_pkey to imports_pkey;
alter index idx_contact_imports_created_by rename to idx_imports_created_by;
-- What the rows become. Who sees everything of that kind sees each import of it.
alter table imports add column subject text not null default 'contact' check (subject in ('contact', 'transaction'));
alter table imports alter column subject drop default;
drop policy same_organization on imports;
create policy same_organization on imports to deedline_app using (organization_id = app_organization_id()
  and ((select app_may(case subject when 'contact' then 'contacts.see_all' else 'transactions.see_all' end))
       or created_by = (select app_user_id())));

drop function remembered_mapping(text[]);
/* How a member of the organization last matched the columns of such a file with these headers. */
create function remembered_mapping(kind text, columns text[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() = 'share' then return null; end if;
  return (select i.mapping from imports i
           where i.organization_id = app_organization_id() and i.subject = kind and i.headers = columns and i.mapping <> '{}'
           order by i.id desc limit 1);
end $$;
select open_door('remembered_mapping(text, text[])');

-- A deal and a property that an import created say so, and can be removed with it while nobody has used them.
alter table transactions add column import_id uuid, add foreign key (organization_id, import_id) references imports;
alter table properties add column import_id uuid, add foreign key (organization_id, import_id) references imports;
create index idx_transactions_import on transactions (organization_id, import_id, id) where import_id is not null;
create index idx_properties_import on properties (organization_id, import_id, id) where import_id is not null;
create policy imported on transactions for delete to deedline_app using (
  organization_id = app_organization_id() and import_id is not null);
grant delete on transactions to deedline_app;
