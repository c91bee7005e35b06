-- Passkeys: keys that live in a person's devices. Only the public half is here.
create table passkeys (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  credential_id text not null unique check (length(credential_id) between 1 and 1400),
  public_key text not null check (length(public_key) <= 4000),
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 100),
  backed_up boolean not null,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index idx_passkeys_user on passkeys (user_id, id);

-- What an authenticator has to sign. Each is answered once: the answer deletes its row.
create table passkey_challenges (
  id uuid primary key default uuidv7(),
  user_id uuid references users on delete cascade,
  purpose text not null check (purpose in ('add', 'sign_in', 'second_factor', 'confirm')),
  challenge_hash text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index idx_passkey_challenges_expires on passkey_challenges (expires_at);
create index idx_passkey_challenges_user on passkey_challenges (user_id) where user_id is not null;

select protect_person('passkeys'), protect_person('passkey_challenges');
select let_identity('passkeys'), let_identity('passkey_challenges');
