-- A guard against accidents, on the database that has triggers in SQL: an audit event is never
-- changed, and removed only by a transaction that says it is retention.
create or replace function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('ledelseskatalog.retention', true) = 'on' then
    return old;
  end if;
  raise exception 'audit_event is append-only: % refused', lower(tg_op);
end
$$;

create or replace trigger audit_event_is_append_only
  before update or delete on audit_event
  for each row execute function audit_event_is_append_only();

create or replace trigger audit_event_is_not_truncated
  before truncate on audit_event
  for each statement execute function audit_event_is_append_only();
