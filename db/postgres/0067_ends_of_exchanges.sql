-- When an exchange was completed or failed, and why it failed.

alter table exchanges
  add column ended_at timestamptz,
  add column end_reason text check (length(end_reason) <= 1000),
  add check ((status in ('completed', 'failed')) = (ended_at is not null));
