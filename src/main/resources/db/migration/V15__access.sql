-- API tokens of other systems. Of the secret only its SHA-256 is here, from which nobody gets back to
-- it; the row is found by the id, which is no secret. Revoked and expired tokens stay, so that the
-- audit log's targets can be looked up.
create table api_token (
  id            varchar(12)  not null primary key,
  digest        varchar(64)  not null,
  name          varchar(100) not null,
  scopes        varchar(200) not null,
  created_at    bigint       not null,
  created_by    varchar(36)  not null,
  expires_at    bigint       not null,
  last_used_at  bigint,
  revoked_at    bigint,
  revoked_by    varchar(36)
);

create index api_token_created on api_token (created_at, id);

-- People an administrator has shut out, or whose sign-ins before a moment count no more. Recognised
-- by a digest of issuer and subject, which stays when the person is erased: the door stays shut, and
-- person no longer says to whom.
create table exclusion (
  id               varchar(36) not null primary key,
  identity_digest  varchar(64) not null unique,
  person           varchar(36),
  effect           varchar(20) not null,
  reason           varchar(20) not null,
  since            bigint      not null,
  requested_by     varchar(36) not null
);

create index exclusion_since on exclusion (since, id);

-- The audit log is asked for by time, by deed and by what was done to.
create index audit_event_occurred on audit_event (occurred_at, id);
create index audit_event_action on audit_event (action, id);
create index audit_event_target on audit_event (target, id);
