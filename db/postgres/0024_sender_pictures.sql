-- Clients see the photo of the member they hear from and the organization's logo. Only pictures that the product serves
-- itself: the address of another server would tell it who opened the link, and when.
create or replace function sender_card(organization uuid, person uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('name', u.display_name, 'phone', nullif(u.phone_primary, ''),
           'license_number', nullif(coalesce(to_jsonb(u) ->> 'license_number', to_jsonb(m) ->> 'license_number', (
             select coalesce(l ->> 'number', l #>> '{}') from jsonb_array_elements(
               case jsonb_typeof(u.license_numbers) when 'array' then u.license_numbers else '[]' end) l limit 1)), ''),
           'photo_url', case when u.avatar_url ~ '^/[^/]' then u.avatar_url end,
           'logo_url', case when o.logo_url ~ '^/[^/]' then o.logo_url end)
    from organization_members m
    join users u on u.id = m.user_id
    join organizations o on o.id = m.organization_id
   where m.organization_id = organization and organization = app_organization_id() and m.user_id = person
$$;
