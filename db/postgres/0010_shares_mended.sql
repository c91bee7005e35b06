-- What colleagues share ends while the document is in the trash, as links do.
create or replace function my_shared_document_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.document_id), '{}')
    from document_shares s join documents d on d.organization_id = s.organization_id and d.id = s.document_id
   where s.organization_id = app_organization_id() and s.shared_with_user_id = app_user_id()
     and s.revoked_at is null and (s.expires_at is null or s.expires_at > now()) and d.deleted_at is null
$$;
