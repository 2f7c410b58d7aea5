-- Tombstones: whom the service was asked to erase, and how far that has come. They outlive the person,
-- and the same is kept in a file outside the database. The pseudonym names nobody once its row in
-- person is gone.
create table erasure (
  id            varchar(36) not null primary key,
  pseudonym     varchar(36) not null unique,
  reason        varchar(40) not null,
  state         varchar(10) not null,
  requested_as  varchar(20) not null,
  requested_at  bigint      not null,
  erased_at     bigint,
  completed_at  bigint,
  report        varchar     not null
);

create index erasure_requested on erasure (requested_at, id);

-- One run of retention for each night, and what it removed of each kind. The key keeps a second node
-- from running the same night; alive_at says whether the first still does.
create table retention_run (
  night        varchar(10) not null primary key,
  started_at   bigint      not null,
  alive_at     bigint      not null,
  finished_at  bigint
);

create table retention_removal (
  night    varchar(10) not null references retention_run (night),
  kind     varchar(40) not null,
  removed  integer     not null,
  primary key (night, kind)
);
