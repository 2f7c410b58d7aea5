-- What operators do to the outbox by hand.

-- An operator's pause. Kept apart from the pace, so that no answer of the store ends it.
alter table outbox_destination add column paused_at bigint;
alter table outbox_destination add column paused_by varchar(36);
alter table outbox_destination add column pause_reason varchar(500);

-- "Paused" is the operator's word from here on; a store refuses.
update outbox_destination set pace = 'REFUSED' where pace = 'PAUSED';

-- Each time delivered messages were made to wait again.
create table outbox_resend (
  id            varchar(36)  not null primary key,
  since         bigint       not null,
  reason        varchar(500) not null,
  requested_by  varchar(36)  not null,
  requested_at  bigint       not null,
  messages      integer      not null
);

-- Comparisons of what the store holds with what was sent. Whoever runs one renews alive_at; one
-- that is RUNNING and not renewed died with its node.
create table reconciliation (
  id            varchar(36)  not null primary key,
  since         bigint       not null,
  reason        varchar(500) not null,
  requested_by  varchar(36)  not null,
  state         varchar(12)  not null,
  started_at    bigint       not null,
  alive_at      bigint       not null,
  ended_at      bigint,
  listed        bigint       not null,
  compared      bigint       not null,
  missing       bigint       not null,
  unknown_to_us bigint       not null,
  different     bigint       not null,
  failure       varchar(500)
);
create index reconciliation_started on reconciliation (started_at, id);

-- The first differences of each; the counts above are of all.
create table reconciliation_difference (
  reconciliation  varchar(36) not null references reconciliation (id),
  number          integer     not null,
  kind            varchar(12) not null,
  statement_id    varchar(36) not null,
  primary key (reconciliation, number)
);
